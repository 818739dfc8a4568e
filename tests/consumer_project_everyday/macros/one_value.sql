{% macro one_value(query) %}
    {%- if execute -%}{{ return(run_query(query).columns[0].values() | first) }}{%- else -%}{{ return(0) }}{%- endif -%}
{% endmacro %}
