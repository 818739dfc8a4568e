{#-
  SQL for the band of a cell. Argument `bands`: year, quarter or month for dates; the ascending edges for numbers.
-#}
{% macro _band(cell, bands) %}
    {%- if bands is string -%}
        {%- set date = 'try_cast(' ~ cell ~ ' as timestamp)' -%}
        {{ return({
            'year': synthetic_showcase._date_text(date, 'year'),
            'quarter': synthetic_showcase._date_text(date, 'year') ~ " || '-Q' || quarter(" ~ date ~ ')',
            'month': synthetic_showcase._date_text(date, 'month'),
        }[bands]) }}
    {%- endif -%}
    {%- set number = 'try_cast(' ~ cell ~ ' as double)' -%}
    {%- set edges = [] -%}
    {%- for edge in bands -%}
        {%- do edges.append(edge | int if edge == edge | int else edge) -%}
    {%- endfor -%}
    {%- set labels = synthetic_showcase._band_labels(edges) -%}
    {%- set branches = [number ~ ' is null then null'] -%}
    {%- for edge in edges -%}
        {%- do branches.append(number ~ ' < ' ~ edge ~ ' then ' ~ synthetic_showcase._text(labels[loop.index0])) -%}
    {%- endfor -%}
    {{ return('case when ' ~ branches | join(' when ') ~ ' else ' ~ synthetic_showcase._text(labels[-1]) ~ ' end') }}
{% endmacro %}
