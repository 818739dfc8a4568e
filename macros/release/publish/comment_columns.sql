{#-
  Runs after the last model and comments the columns that come from the sensitive table, which the YAML of the package
  cannot describe.
-#}
{% macro comment_columns(results) %}
    {%- set texts = synthetic_showcase._column_texts() -%}
    {%- for result in results
        if execute and target.type != 'spark' and result.status == 'success' and result.node.package_name == 'synthetic_showcase' and result.node.name in texts -%}
        {%- set described = result.node.columns | map('lower') | list -%}
        {%- for column in synthetic_showcase._table_details(result.node).columns if column.name | lower not in described %}
comment on column {{ result.node.relation_name }}.{{ synthetic_showcase._name(column.name) }} is {{ synthetic_showcase._text(texts[result.node.name]) }};
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}
