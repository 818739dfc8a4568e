{#-
  The hierarchies that `showcase_hierarchies` names: a dictionary of column and SQL for a from clause. A name is that
  of a CSV or Parquet file, of a model or seed, or of a source as `source.table`.
-#}
{% macro hierarchy_sources() %}
    {%- set sources = {} -%}
    {%- for column, named in synthetic_showcase._option('hierarchies').items() -%}
        {%- if synthetic_showcase._is_file(named) -%}
            {%- do sources.update({column: synthetic_showcase._read_file(named, 'hierarchies')}) -%}
        {%- else -%}
            {%- set parts = named.split('.') -%}
            {%- do sources.update({column: source(parts[0], parts[1]) if parts | length == 2 else ref(named)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(sources) }}
{% endmacro %}
