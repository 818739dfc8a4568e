{#-
  SQL for the quantiles that split a column of numbers into so many bands of about equal size, as the text of a list.
  They are rounded to two significant digits, so that none is the number of one person. `cell` is SQL for a cell.
-#}
{% macro _quantiles(cell, bands) %}
    {%- set shares = [] -%}
    {%- for part in range(1, bands) -%}
        {%- do shares.append(part / bands) -%}
    {%- endfor -%}
    {{ return('cast(' ~ synthetic_showcase._list_transform(
        'quantile_disc(try_cast(' ~ cell ~ ' as double), [' ~ shares | join(', ') ~ '])', 'edge',
        'case when edge = 0 then 0 when isfinite(edge) then round(edge, cast(1 - floor(log10(abs(edge))) as integer)) else edge end'
    ) ~ ' as varchar)') }}
{% endmacro %}
