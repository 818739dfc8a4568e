{{ synthetic_showcase._only_with(engine='duckdb') }}
{#- Filled when the SQL of all models is known, by publish_release. -#}
select
    cast(null as varchar) as model,
    cast(null as varchar) as column_name,
    cast(null as varchar) as path,
    cast(null as varchar) as reason
where false
