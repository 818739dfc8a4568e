{#-
  The sensitive table that the variables name, as SQL for a from clause: `showcase_input_file`, else
  `showcase_input_model`: a model or seed, or a source as `source_name.table_name`.
-#}
{% macro input_source() %}
    {%- set path = synthetic_showcase._option('input_file') -%}
    {%- if path is not none -%}
        {{ return(synthetic_showcase._read_file(path)) }}
    {%- endif -%}
    {%- set parts = synthetic_showcase._option('input_model').split('.') -%}
    {{ return(source(parts[0], parts[1]) if parts | length == 2 else ref(parts[0])) }}
{% endmacro %}
