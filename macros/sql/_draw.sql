{#-
  SQL for a whole number derived from a hash of some values, as a repeatable substitute for a random number. DuckDB:
  hash; Spark: xxhash64, which gives other numbers.
-#}
{% macro _draw(values) %}
    {{- return(adapter.dispatch('_draw', 'synthetic_showcase')(values)) -}}
{% endmacro %}

{% macro default___draw(values) %}
    {{- return('hash(' ~ values | join(', ') ~ ')') -}}
{% endmacro %}

{% macro spark___draw(values) %}
    {{- return('xxhash64(' ~ values | join(', ') ~ ')') -}}
{% endmacro %}
