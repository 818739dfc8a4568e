{#-
  The hierarchies that `showcase_hierarchies` names: a dictionary of column and SQL for a from clause. An entry is a
  file, with how it is written if that has to be said, a model or seed, or a source as `source.table`.
-#}
{% macro hierarchy_sources() %}
    {%- set sources, known = {}, {} -%}
    {%- for column, named in synthetic_showcase._option('hierarchies').items() -%}
        {#- Many columns may have one hierarchy. -#}
        {%- if named | string not in known -%}
            {%- do known.update({named | string: synthetic_showcase._named_table(named, 'hierarchies')}) -%}
        {%- endif -%}
        {%- do sources.update({column: known[named | string]}) -%}
    {%- endfor -%}
    {{ return(sources) }}
{% endmacro %}
