-- 14. a table that is named by hand, of which dbt knows nothing
select distinct age_band from {{ target.schema }}.intakes
