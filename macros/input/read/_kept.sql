{#-
  What this run has kept under a key, as text; empty if nothing. Keeps `text`, if given, from now on. It is kept in
  memory, because models are compiled on other threads than the hook. On Spark nothing is kept.
-#}
{% macro _kept(key, text='') %}
    {%- if target.type == 'spark' -%}
        {{ return('') }}
    {%- endif -%}
    {{ return(run_query(
        "select showcase_keep('" ~ invocation_id ~ "', '" ~ local_md5(key) ~ "', " ~ synthetic_showcase._text(text) ~ ')'
    ).rows[0][0]) }}
{% endmacro %}
