{#-
  SQL for a cell as text. Arguments: SQL for the cell; its type, as DuckDB spells it.

  Text is as DuckDB writes it, but the same everywhere and for every way to store a number: a double that is whole has
  no `.0`, since a column of whole numbers is stored so where cells are empty, zero has no sign, and times with a zone
  are in UTC.

  DuckDB: cast to varchar. Spark: cast to string; numbers of a column of doubles are written like DuckDB's only if
  they are whole, and `_probes_of_engine` refuses others unless they are put in bands.
-#}
{% macro _as_text(cell, type) %}
    {{- return(adapter.dispatch('_as_text', 'synthetic_showcase')(cell, type)) -}}
{% endmacro %}

{% macro default___as_text(cell, type) %}
    {%- if type in ['FLOAT', 'DOUBLE'] -%}
        {{ return('case when ' ~ cell ~ " = 0 then '0' else regexp_replace(cast(" ~ cell ~ " as varchar), '[.]0$', '') end") }}
    {%- elif type == 'TIMESTAMP WITH TIME ZONE' -%}
        {#- There is no such timestamp where the cell is infinite. -#}
        {{ return('coalesce(cast(make_timestamp(epoch_us(' ~ cell ~ ")) as varchar) || '+00', cast(" ~ cell ~ ' as varchar))') }}
    {%- endif -%}
    {{- return('cast(' ~ cell ~ ' as varchar)') -}}
{% endmacro %}

{% macro spark___as_text(cell, type) %}
    {%- set text = 'cast(' ~ cell ~ ' as string)' -%}
    {%- if type not in ['FLOAT', 'DOUBLE'] -%}
        {{ return(text) }}
    {%- endif -%}
    {{- return('case when ' ~ cell ~ ' = floor(' ~ cell ~ ') and abs(' ~ cell ~ ') < 1e15 then cast(cast(' ~ cell ~ ' as bigint) as string) else ' ~ text ~ ' end') -}}
{% endmacro %}
