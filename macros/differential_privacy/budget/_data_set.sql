{#- The name of the data set whose budget is spent: `showcase_data_set`, else that of the input. -#}
{% macro _data_set() %}
    {%- set named = synthetic_showcase._option('data_set') -%}
    {%- set file = synthetic_showcase._option('input_file') -%}
    {{- return(named or (file.split('/')[-1] if file is not none else synthetic_showcase._option('input_model'))) -}}
{% endmacro %}
