{#-
  The hierarchies that `showcase_hierarchies` names: a dictionary of column and SQL for a from clause. An entry is a
  file, with how it is written if that has to be said, a model or seed, or a source as `source.table`.
-#}
{% macro hierarchy_sources() %}
    {%- set sources = {} -%}
    {%- for column, named in synthetic_showcase._option('hierarchies').items() -%}
        {%- set file = synthetic_showcase._hierarchy_file(named) -%}
        {%- if file is not none -%}
            {%- do sources.update({column: synthetic_showcase._read_file(file.path, 'hierarchies', file.how)}) -%}
        {%- else -%}
            {%- set parts = named.split('.') -%}
            {%- do sources.update({column: source(parts[0], parts[1]) if parts | length == 2 else ref(named)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(sources) }}
{% endmacro %}
