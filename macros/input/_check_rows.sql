{#- Stop where the input has no rows, or more than one row for a subject. -#}
{% macro _check_rows(source, subject_id) %}
    {%- set option = 'input_model' if synthetic_showcase._option('input_file') is none else 'input_file' -%}
    {%- set named = synthetic_showcase._option(option) -%}
    {%- if not run_query('select 1 from ' ~ source ~ ' limit 1').rows -%}
        {{ synthetic_showcase._refuse(option, named, 'a table with at least one row') }}
    {%- endif -%}
    {%- if subject_id is not none -%}
        {%- set id = synthetic_showcase._name(subject_id) -%}
        {%- if run_query('select 1 from ' ~ source ~ ' where ' ~ id ~ ' is not null group by ' ~ id ~ ' having count(*) > 1 limit 1').rows -%}
            {{ synthetic_showcase._refuse(
                'subject_id', subject_id,
                'a column with one row a subject: rows that share an id would be counted as several people. Join them to one row first'
            ) }}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
