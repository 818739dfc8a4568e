{#-
  Whether the spellings of a column are merged: it has text, is neither in a group nor in bands, and is named in
  `normalize_values`, or that is true. Arguments: column, {name, type}; options, made by `_input_options`.
-#}
{% macro _is_normalized(column, options) %}
    {%- set name = column.name | lower -%}
    {%- set item = column.type | replace('[]', '') -%}
    {%- set grouped = options.column_groups.values() | sum(start=[]) | map('string') | map('lower') | list -%}
    {%- if not (item == 'VARCHAR' or item.startswith('ENUM')) or name in grouped or synthetic_showcase._lookup(options.bands, name) is not none -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set wanted = options.normalize_values -%}
    {{ return(wanted if wanted is boolean else name in wanted | map('string') | map('lower') | list) }}
{% endmacro %}
