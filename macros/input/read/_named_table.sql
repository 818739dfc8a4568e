{#-
  SQL for a from clause of the table that an option names beside the input: a file, with how it is written if that has
  to be said, a model or seed, or a source as `source.table`. Arguments: entry; option, the one that has it.
-#}
{% macro _named_table(entry, option) %}
    {%- set file = synthetic_showcase._named_file(entry) -%}
    {%- if file is not none -%}
        {{ return(synthetic_showcase._read_file(file.path, option, file.how)) }}
    {%- endif -%}
    {%- set parts = entry.split('.') -%}
    {{ return(source(parts[0], parts[1]) if parts | length == 2 else ref(entry)) }}
{% endmacro %}
