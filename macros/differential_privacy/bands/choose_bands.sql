{#-
  The band of each cell of the grids. An edge is the end of that cell up to which the share of the noisy counts is
  nearest to the quantile (post-processing). Bands are labelled like those with given edges.

  Returns SQL with `column_name`, `value` (the cell), `generalized_value` (the band), as `generalize_records` takes
  it.

  Arguments: relations made by `add_noise_to_bands` and `identify_release`.
-#}
{% macro choose_bands(noisy_bands, release_key) %}
with

grids as (
    {%- for column, grid in synthetic_showcase._private_bands().items() %}
    select
        {{ synthetic_showcase._text(column) }} as grid,
        {{ grid.quantiles }} as quantiles,
        cast({{ grid.low }} as double) as low,
        cast({{ grid.step }} as double) as step,
        {{ grid.cells }} as cells
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select cast(null as varchar) as grid, 0 as quantiles, 0.0 as low, 0.0 as step, 0 as cells where false
    {%- endfor %}
),

-- the noisy number of records up to the end of each cell
summed as (
    select
        noisy.column_name,
        noisy.value,
        cast(noisy.value as integer) as cell,
        grids.quantiles,
        grids.low,
        grids.step,
        grids.cells,
        sum(noisy.noisy_count) over (partition by noisy.column_name order by noisy.value) as up_to,
        sum(noisy.noisy_count) over (partition by noisy.column_name) as total
    from {{ noisy_bands }} as noisy
    inner join grids on lower(noisy.column_name) = grids.grid
    where noisy.fingerprint = (select fingerprint from {{ release_key }})
),

wanted as (
    select grid, unnest(range(1, quantiles)) as part from grids
),

-- the last cell before each edge
found as (
    select distinct on (summed.column_name, wanted.part)
        summed.column_name,
        summed.cell,
        summed.low + (summed.cell + 1) * summed.step as edge
    from summed
    inner join wanted on lower(summed.column_name) = wanted.grid
    where summed.cell < summed.cells - 1
    order by summed.column_name, wanted.part, abs(summed.up_to - summed.total * wanted.part / summed.quantiles), summed.cell
),

edges as (
    select column_name, cell, edge, row_number() over (partition by column_name order by cell) as number
    from (select distinct column_name, cell, round(edge, 12) as edge from found)
),

kinds as (
    select
        column_name,
        bool_and(edge = floor(edge)) as is_whole,
        cast(max(length(cast(cast(edge as bigint) as varchar))) as integer) as width,
        min(edge) < 0 or not bool_and(edge = floor(edge)) or max(length(cast(cast(edge as bigint) as varchar))) > 3 as is_numbered,
        cast(length(cast(count(*) + 1 as varchar)) as integer) as digits
    from edges
    group by column_name
),

-- the bands between edges; the first has no lower edge and the last no upper one
bands as (
    select
        coalesce(above.column_name, below.column_name) as column_name,
        coalesce(above.number, below.number + 1) as number,
        below.edge as low,
        above.edge as high
    from edges as above
    full join edges as below on above.column_name = below.column_name and above.number = below.number + 1
),

shown as (
    select
        bands.column_name,
        bands.number,
        bands.low,
        bands.high,
        kinds.is_whole,
        kinds.is_numbered,
        case when kinds.is_numbered then lpad(cast(bands.number as varchar), kinds.digits, '0') || '. ' else '' end as place,
        {%- for name, number in {'low': 'bands.low', 'high': 'bands.high', 'last': 'bands.high - 1'}.items() %}
        case
            when not kinds.is_whole then cast({{ number }} as varchar)
            when kinds.is_numbered then cast(cast({{ number }} as bigint) as varchar)
            else lpad(cast(cast({{ number }} as bigint) as varchar), kinds.width, '0')
        end as {{ name }}_text{{ ',' if not loop.last }}
        {%- endfor %}
    from bands
    inner join kinds on bands.column_name = kinds.column_name
),

named as (
    select
        column_name,
        number,
        place || case
            when low is null then '(below ' || case when is_whole then cast(cast(high as bigint) as varchar) else high_text end || ')'
            when high is null then low_text || '+'
            when not is_whole then low_text || ' to <' || high_text
            when high = low + 1 then low_text
            when is_numbered then low_text || ' to ' || last_text
            else low_text || '-' || last_text
        end as band
    from shown
),

final as (
    select cells.column_name, cells.value, named.band as generalized_value
    from (
        select summed.column_name, summed.value, count(edges.cell) + 1 as number
        from summed
        left join edges on summed.column_name = edges.column_name and edges.cell < summed.cell
        group by summed.column_name, summed.value
    ) as cells
    inner join named on cells.column_name = named.column_name and cells.number = named.number
)

select * from final
{% endmacro %}
