{{ synthetic_showcase._only_with(engine='duckdb') }}
{#- Rows are only ever added, and not here: publish_release keeps those of each release as it publishes it. -#}
{{ config(materialized='incremental', full_refresh=false, on_schema_change='append_new_columns') }}
{{ synthetic_showcase.empty_snapshots() }}
