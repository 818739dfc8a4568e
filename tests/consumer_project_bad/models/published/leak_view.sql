-- 1. a view on a sensitive model
{{ config(materialized='view') }}
select gender, age_band from {{ ref('intakes') }}
