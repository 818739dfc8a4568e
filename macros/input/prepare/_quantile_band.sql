{#- SQL for the band of a cell between quantiles. `quantiles`: {edges, zero_apart}, made by `_quantile_edges`. -#}
{% macro _quantile_band(cell, quantiles) %}
    {%- if not quantiles.zero_apart -%}
        {{ return(synthetic_showcase._band(cell, quantiles.edges)) }}
    {%- endif -%}
    {%- set number = synthetic_showcase._number(cell) -%}
    {#- Where all edges are zero, the other numbers are only told apart by their sign. -#}
    {%- set band = synthetic_showcase._band(cell, quantiles.edges) if quantiles.edges
        else 'case when ' ~ number ~ " < 0 then '(below 0)' when " ~ number ~ " > 0 then '(above 0)' end" -%}
    {{ return('case when ' ~ number ~ " = 0 then '0' else " ~ band ~ ' end') }}
{% endmacro %}
