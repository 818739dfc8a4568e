{#-
  The sensitive table that the variables name, as SQL for a from clause: `showcase_input_file`, else
  `showcase_input_model`: a model or seed, or a source as `source_name.table_name`.

  Raises an error where it is there and lacks a column that the page is to show.
-#}
{% macro input_source() %}
    {%- set path = synthetic_showcase._option('input_file') -%}
    {%- set parts = synthetic_showcase._option('input_model').split('.') -%}
    {%- if path is not none -%}
        {%- set found = synthetic_showcase._read_file(path) -%}
    {%- else -%}
        {%- set found = source(parts[0], parts[1]) if parts | length == 2 else ref(parts[0]) -%}
    {%- endif -%}
    {%- if execute and (found is string or load_relation(found) is not none) -%}
        {%- do synthetic_showcase._check_page(found) -%}
    {%- endif -%}
    {{ return(found) }}
{% endmacro %}
