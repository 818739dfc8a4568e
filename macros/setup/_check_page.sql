{#- Raises an error if an option of the page names something that is not published. Argument: source, the input. -#}
{% macro _check_page(source) %}
    {%- set pages, page_groups, labels = synthetic_showcase._option('pages'), synthetic_showcase._option('page_groups'), synthetic_showcase._option('labels') -%}
    {%- if not (pages or page_groups or labels) -%}
        {{ return('') }}
    {%- endif -%}
    {%- set groups = synthetic_showcase._option('column_groups') -%}
    {%- set grouped = groups.values() | sum(start=[]) | map('lower') | list -%}
    {%- set known = groups | list -%}
    {%- for column in synthetic_showcase._columns_in_use(source, synthetic_showcase._input_options()) if column.name | lower not in grouped -%}
        {%- do known.append(column.name) -%}
    {%- endfor -%}
    {%- for option, named, allowed in [
        ('page_groups', page_groups.values() | sum(start=[]), known),
        ('pages', pages.values() | sum(start=[]), known + page_groups | list),
        ('labels', labels | list, known),
    ] -%}
        {%- for name in named if name not in allowed -%}
            {{ synthetic_showcase._refuse(option, name, 'a name of what is published: ' ~ allowed | join(', ')) }}
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}
