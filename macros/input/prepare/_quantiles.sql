{#-
  SQL for the quantiles that split a column of numbers into so many bands of about equal size, as the text of a list.
  They are rounded to two significant digits, so that none is the number of one person. `cell` is SQL for a cell. Before
  them stands 1 if zeros alone would fill a band, else 0.
-#}
{% macro _quantiles(cell, bands) %}
    {%- set shares = [] -%}
    {%- for part in range(1, bands) -%}
        {%- do shares.append(part / bands) -%}
    {%- endfor -%}
    {%- set number = 'try_cast(' ~ cell ~ ' as double)' -%}
    {%- set fills = 'count(*) filter (where ' ~ number ~ ' = 0) * ' ~ bands ~ ' >= count(' ~ number ~ ')' -%}
    {{ return('cast(list_concat([case when ' ~ fills ~ ' then 1.0 else 0.0 end], ' ~ synthetic_showcase._list_transform(
        'quantile_disc(' ~ number ~ ', [' ~ shares | join(', ') ~ '])', 'edge',
        'case when edge = 0 then 0 when isfinite(edge) then round(edge, cast(1 - floor(log10(abs(edge))) as integer)) else edge end'
    ) ~ ') as varchar)') }}
{% endmacro %}
