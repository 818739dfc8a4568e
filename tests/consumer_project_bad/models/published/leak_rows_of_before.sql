-- 20. an incremental model that keeps rows of earlier statements
{{ config(materialized='incremental') }}
select selections from {{ ref('showcase_aggregates') }}
