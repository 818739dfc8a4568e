{{ synthetic_showcase._only_with(engine="duckdb") }}
{#- Append-only. This model only creates the table; publish_release adds the rows of each release. -#}
{{ config(materialized="incremental", full_refresh=false, on_schema_change="append_new_columns") }}
{{ synthetic_showcase.empty_snapshots() }}
