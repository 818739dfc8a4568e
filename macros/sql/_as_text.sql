{#-
  SQL for a cell as text, as DuckDB writes it. Arguments: SQL for the cell; its type, as DuckDB spells it.

  DuckDB: cast to varchar. Spark: cast to string; numbers of a column of doubles are written like DuckDB's only if
  they are whole, and `_probes_of_engine` refuses others unless they are put in bands.
-#}
{% macro _as_text(cell, type) %}
    {{- return(adapter.dispatch('_as_text', 'synthetic_showcase')(cell, type)) -}}
{% endmacro %}

{% macro default___as_text(cell, type) %}
    {{- return('cast(' ~ cell ~ ' as varchar)') -}}
{% endmacro %}

{% macro spark___as_text(cell, type) %}
    {%- set text = 'cast(' ~ cell ~ ' as string)' -%}
    {%- if type not in ['FLOAT', 'DOUBLE'] -%}
        {{ return(text) }}
    {%- endif -%}
    {{- return('case when ' ~ cell ~ ' = floor(' ~ cell ~ ') and abs(' ~ cell ~ ') < 1e15 then cast(cast(' ~ cell ~ " as bigint) as string) || '.0' else " ~ text ~ ' end') -}}
{% endmacro %}
