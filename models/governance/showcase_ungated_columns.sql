{{ synthetic_showcase._only_with(engine="duckdb") }}
{#- This model only creates the table; publish_release fills it, after all models, whose SQL it needs. -#}
select
    cast(null as varchar) as model,
    cast(null as varchar) as column_name,
    cast(null as varchar) as path,
    cast(null as varchar) as reason,
    cast(null as varchar) as remedy,
    cast(null as varchar) as exception
where false
