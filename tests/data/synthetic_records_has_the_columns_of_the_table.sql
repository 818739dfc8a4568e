{{ synthetic_showcase._only_with(engine='duckdb') }}
{#-
  The contract of synthetic_records, whose columns dbt can't know before the table is read: its number,
  and the columns that may be published, as text. Another column would be one that no gate let through.
-#}
{%- set published = ref('showcase_synthetic_records') %}
with

expected as (
    select 'synthetic_id' as column_name, 'INTEGER' as data_type
    union all
    select column_name, 'VARCHAR' as data_type from {{ ref('showcase_reported_columns') }}
),

found as (
    select column_name, data_type
    from duckdb_columns()
    where
        lower(database_name) = lower('{{ published.database }}')
        and lower(schema_name) = lower('{{ published.schema }}')
        and lower(table_name) = lower('{{ published.identifier }}')
)

(from expected except from found)
union all
(from found except from expected)
