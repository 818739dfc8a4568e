{#- SQL for the names of those columns of a group that hold a 1, as a sorted list, or null where none does. `cells` are their SQL by name. -#}
{% macro _group_cell(cells) %}
    {%- set items = [] -%}
    {%- for name in cells | sort(case_sensitive=true) -%}
        {%- do items.append('case when ' ~ cells[name] ~ ' is not null then ' ~ synthetic_showcase._text(name) ~ ' end') -%}
    {%- endfor -%}
    {{ return('nullif(' ~ synthetic_showcase._list_filter(synthetic_showcase._list(items), 'item', 'item is not null')
        ~ ', ' ~ synthetic_showcase._empty_list('varchar[]') ~ ')') }}
{% endmacro %}
