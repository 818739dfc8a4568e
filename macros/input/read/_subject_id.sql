{#- The column that names the subject, or none. For the example table it is known without the option. -#}
{% macro _subject_id(subject_id=none) %}
    {%- set subject_id = synthetic_showcase._option('subject_id', subject_id) -%}
    {%- if subject_id is none
        and synthetic_showcase._option('input_file') is none
        and synthetic_showcase._option('input_model') == 'example_cases' -%}
        {{ return('case_id') }}
    {%- endif -%}
    {{ return(subject_id) }}
{% endmacro %}
