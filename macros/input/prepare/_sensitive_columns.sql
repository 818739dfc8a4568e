{#-
  The names of the sensitive columns, spelled as in `records`. Raises an error if `records` lacks one.
  Arguments: records, a relation of wide records; sensitive_columns, defaults to the variable.
-#}
{% macro _sensitive_columns(records, sensitive_columns=none) %}
    {%- set wanted = synthetic_showcase._option('sensitive_columns', sensitive_columns) -%}
    {%- set names = synthetic_showcase._value_columns(records, 'record_id') | map(attribute='name') | list -%}
    {%- set found = [] -%}
    {%- for name in wanted if names -%}
        {%- for each in names if each | lower == name | string | lower -%}
            {%- do found.append(each) -%}
        {%- else -%}
            {{ synthetic_showcase._refuse('sensitive_columns', name, 'a column that is published; these are: ' ~ names | join(', ')) }}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
