{#-
  Runs after the last model: comments for the columns that come with the sensitive table, which no file
  of the package can describe.
-#}
{% macro comment_columns(results) %}
    {%- set texts = {
        'showcase_prepared_records': 'Column of the sensitive table, prepared.',
        'showcase_input_records': 'Column of the sensitive table, prepared.',
        'showcase_trial_records': 'Column of the sensitive table, prepared.',
        'showcase_synthesized_records': 'Column of the sensitive table, with values of synthetic records.',
        'showcase_synthetic_records': 'Column of the table that the release was made from; null where a record says nothing.',
    } -%}
    {%- for result in results
        if execute and target.type != 'spark' and result.status == 'success' and result.node.package_name == 'synthetic_showcase' and result.node.name in texts -%}
        {%- set described = result.node.columns | map('lower') | list -%}
        {%- for column in synthetic_showcase._table_details(result.node).columns if column.name | lower not in described %}
comment on column {{ result.node.relation_name }}.{{ synthetic_showcase._name(column.name) }} is {{ synthetic_showcase._text(texts[result.node.name]) }};
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}
