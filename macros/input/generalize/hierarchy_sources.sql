{#-
  The hierarchies that `showcase_hierarchies` names: a dictionary of column and SQL for a from clause. An entry is a
  file, with how it is written if that has to be said, a model or seed, or a source as `source.table`.
-#}
{% macro hierarchy_sources() %}
    {%- set sources = {} -%}
    {%- for column, named in synthetic_showcase._option('hierarchies').items() -%}
        {%- do sources.update({column: synthetic_showcase._named_table(named, 'hierarchies')}) -%}
    {%- endfor -%}
    {{ return(sources) }}
{% endmacro %}
