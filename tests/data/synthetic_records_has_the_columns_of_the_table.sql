{{ synthetic_showcase._only_with(engine="duckdb") }}
{#-
  Takes the place of a contract for synthetic_records, whose columns dbt does not know before the table is read: they
  are synthetic_id and the columns that may be published, as text. Any other column would not have passed a gate.
  A build of a part of the models that leaves synthetic_records out is not judged by it.
-#}
{%- set published = ref("showcase_synthetic_records") %}
with

    expected as (
        select 'synthetic_id' as column_name, 'INTEGER' as data_type
        union all
        select column_name, 'VARCHAR' as data_type
        from {{ ref("showcase_reported_columns") }}
    ),

    found as (
        select column_name, data_type
        from duckdb_columns()
        where
            lower(database_name) = lower('{{ published.database }}')
            and lower(schema_name) = lower('{{ published.schema }}')
            and lower(table_name) = lower('{{ published.identifier }}')
    ),

    differences as (
        (
            from expected
            except
            from found
        )
        union all
        (
            from found
            except
            from expected
        )
    )

from differences
where
    {{ flags.WHICH != "build" or "model.synthetic_showcase.showcase_synthetic_records" in selected_resources }}
