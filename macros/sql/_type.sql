{#-
  A type as the engine spells it, given as DuckDB spells it: varchar, varchar[] or integer[]. Spark: string,
  array<...>.
-#}
{% macro _type(name) %}
    {{- return(adapter.dispatch('_type', 'synthetic_showcase')(name)) -}}
{% endmacro %}

{% macro default___type(name) %}
    {{- return(name) -}}
{% endmacro %}

{% macro spark___type(name) %}
    {{- return({'varchar': 'string', 'varchar[]': 'array<string>', 'integer[]': 'array<int>'}[name]) -}}
{% endmacro %}
