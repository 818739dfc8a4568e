{#- Whether some subject has more than one row. -#}
{% macro _ids_repeat(source, subject_id) %}
    {%- if subject_id is none -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set id = synthetic_showcase._subject(subject_id) -%}
    {{ return(run_query('select count(' ~ id ~ ') > count(distinct ' ~ id ~ ') from ' ~ source).rows[0][0]) }}
{% endmacro %}
