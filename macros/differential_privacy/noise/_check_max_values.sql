{#-
  Raises an error if it is not publicly known how many values a record may have: each column of lists needs a
  maximum in `showcase_max_values`, or public values. `columns`: made by `_record_columns`.
-#}
{% macro _check_max_values(columns) %}
    {%- set names = columns | map(attribute='name') | map('lower') | list -%}
    {%- for option in ['max_values', 'public_values'] -%}
        {%- for name in synthetic_showcase._option(option) if name | lower not in names -%}
            {{ synthetic_showcase._refuse(option, name, 'a column that is published; these are: ' ~ columns | map(attribute='name') | join(', ')) }}
        {%- endfor -%}
    {%- endfor -%}
    {%- set lists = columns | selectattr('is_list') | map(attribute='name') | list -%}
    {%- for name in synthetic_showcase._option('max_values') if name | lower not in lists | map('lower') -%}
        {{ synthetic_showcase._refuse('max_values', name, 'a column of lists; a column with one value a record has no maximum') }}
    {%- endfor -%}
    {%- set public = synthetic_showcase._public_values() -%}
    {%- for name in lists if synthetic_showcase._lookup(synthetic_showcase._option('max_values'), name) is none and name | lower not in public -%}
        {{ synthetic_showcase._refuse(
            'max_values', synthetic_showcase._option('max_values'),
            'a mapping that says how many values ' ~ name ~ ' has at most, from public knowledge, as in {' ~ name ~ ': 5}'
        ) }}
    {%- endfor -%}
{% endmacro %}
