{{ config(materialized='incremental', unique_key='combination_id') }}
select combination_id, reported_count, current_date as seen_on from {{ ref('showcase_aggregates') }}
{% if is_incremental() %}
where combination_id not in (select combination_id from {{ this }})
{% endif %}
