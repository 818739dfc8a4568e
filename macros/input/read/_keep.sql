{#-
  SQL that keeps a text (SQL) under a key in this run, and gives the text that is kept. It is kept in memory, because
  models are compiled on other threads than the hook.
-#}
{% macro _keep(key, text) %}
    {{ return("showcase_keep('" ~ invocation_id ~ "', '" ~ local_md5(key) ~ "', " ~ text ~ ')') }}
{% endmacro %}
