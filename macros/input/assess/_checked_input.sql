{#-
  What `_check_rows` tells of the input that the variables name; none if there is no such table yet. A file that was
  checked in this run is not read again.
-#}
{% macro _checked_input() %}
    {%- set source = synthetic_showcase.input_source() -%}
    {%- if not execute or (source is not string and load_relation(source) is none) -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set options = synthetic_showcase._input_options() -%}
    {{ return(synthetic_showcase._check_rows(source, synthetic_showcase._columns_in_use(source, options), options)) }}
{% endmacro %}
