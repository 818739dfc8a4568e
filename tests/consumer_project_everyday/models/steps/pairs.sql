{{ config(materialized='ephemeral') }}
select combination_id, selections, reported_count from {{ ref('showcase_aggregates') }} where length = 2
