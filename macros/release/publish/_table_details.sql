{#-
  What a release states about a published table: its name, its description, and its columns as they are in the
  database, with the descriptions of the YAML alone, since anything can write a comment in the database; and those of
  `_column_texts`.
-#}
{% macro _table_details(node) %}
    {%- set described = {} -%}
    {%- for column in node.columns.values() -%}
        {%- do described.update({column.name | lower: column.description | trim}) -%}
    {%- endfor -%}
    {%- set columns = [] -%}
    {%- for column in run_query(
        'select column_name, data_type, is_nullable from duckdb_columns()'
        ~ ' where lower(database_name) = lower(' ~ synthetic_showcase._text(node.database)
        ~ ') and lower(schema_name) = lower(' ~ synthetic_showcase._text(node.schema)
        ~ ') and lower(table_name) = lower(' ~ synthetic_showcase._text(node.alias) ~ ') order by column_index'
    ).rows -%}
        {%- do columns.append({
            'name': column.column_name,
            'type': column.data_type,
            'nullable': column.is_nullable,
            'description': described.get(column.column_name | lower) or (synthetic_showcase._column_texts().get(node.name, '') if node.package_name == 'synthetic_showcase' else ''),
        }) -%}
    {%- endfor -%}
    {{ return({'name': node.alias, 'description': node.description | trim, 'columns': columns}) }}
{% endmacro %}
