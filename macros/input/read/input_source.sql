{#-
  The sensitive table that the variables name, as SQL for a from clause: the file `showcase_input_file`, else
  `showcase_input_model`, a model or seed, or a source as `source_name.table_name`. The example table is the default
  only if this package is the root project.

  Raises an error if no table is named, or if the table lacks a column that the page is to show.
-#}
{% macro input_source() %}
    {%- set path = synthetic_showcase._option('input_file') -%}
    {%- set model = synthetic_showcase._option('input_model') -%}
    {%- if path is not none -%}
        {%- set found = synthetic_showcase._read_file(path) -%}
    {%- elif model is none -%}
        {#- While dbt parses, no table need be named, because nothing is built. -#}
        {%- if execute -%}
            {%- do synthetic_showcase._check_input_named() -%}
        {%- endif -%}
        {%- set found = '' -%}
    {%- else -%}
        {%- set parts = model.split('.') -%}
        {%- set found = source(parts[0], parts[1]) if parts | length == 2 else ref(parts[0]) -%}
    {%- endif -%}
    {#- Where spellings are merged, a value is written as its label names it, so the parser has to know of that table too. -#}
    {%- if not execute and synthetic_showcase._option('normalize_values') -%}
        {%- for column, entry in synthetic_showcase._option('labels').items() -%}
            {%- do synthetic_showcase._value_labels(column, entry) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if execute and (found is string or load_relation(found) is not none) -%}
        {%- do synthetic_showcase._check_page(found) -%}
    {%- endif -%}
    {{ return(found) }}
{% endmacro %}
