{#-
  SQL for the quality of one-way and two-way tables: one row per column (`column_2` null) and per pair of columns.

  Gives `column_1`, `column_2`, the measures of `_quality_measures`, `total_variation` (half the sum of the absolute
  differences between the shares of the table's cells), `association` and `synthetic_association` (Cramér's V, Cramér
  1946: sqrt(chi-square / n / (min(rows, columns) - 1)), over the cells with a true count; null for an empty table and
  for one with a single row or column).

  Sums are of decimals, so that they don't depend on the order in which threads add them up.
  Arguments: counts, a relation or CTE with `length`, `attribute_ids`, `wanted` (true count) and `got` (protected
  count); attributes, a relation with `attribute_id` and `column_name`.
-#}
{% macro _quality_of_columns(counts, attributes) %}
    with cells as (
        select
            first.column_name as column_1,
            second.column_name as column_2,
            {{ synthetic_showcase._item('counts.attribute_ids', 1) }} as row_id,
            {{ synthetic_showcase._item('counts.attribute_ids', 2) }} as column_id,
            counts.wanted,
            counts.got
        from {{ counts }} as counts
        inner join {{ attributes }} as first on {{ synthetic_showcase._item('counts.attribute_ids', 1) }} = first.attribute_id
        left join {{ attributes }} as second on {{ synthetic_showcase._item('counts.attribute_ids', 2) }} = second.attribute_id
        where counts.length <= 2 and first.column_name is distinct from second.column_name
    ),

    margins as (
        select
            *,
            {%- for count in ['wanted', 'got'] %}
            sum({{ count }}) over (partition by column_1, column_2) as all_{{ count }},
            sum({{ count }}) over (partition by column_1, column_2, row_id) as row_{{ count }},
            sum({{ count }}) over (partition by column_1, column_2, column_id) as column_{{ count }}{{ ',' if not loop.last }}
            {%- endfor %}
        from cells
    ),

    tables as (
        select
            column_1,
            column_2,
            {{ synthetic_showcase._quality_measures('wanted', 'got') }},
            sum(cast(abs(wanted / all_wanted - coalesce(got / nullif(all_got, 0), 0)) / 2 as decimal(18, 15))) as total_variation,
            {%- for count in ['wanted', 'got'] %}
            sum(cast(
                coalesce({{ count }} / nullif(row_{{ count }}, 0) * {{ count }} / nullif(column_{{ count }}, 0), 0)
                as decimal(18, 15)
            )) - 1 as chi_square_{{ count }},
            least(
                count(distinct row_id) filter (where {{ count }} > 0),
                count(distinct column_id) filter (where {{ count }} > 0)
            ) - 1 as freedom_{{ count }}{{ ',' if not loop.last }}
            {%- endfor %}
        from margins
        group by column_1, column_2
    )

    select
        {{ synthetic_showcase._except(['chi_square_wanted', 'freedom_wanted', 'chi_square_got', 'freedom_got', 'total_variation']) }},
        cast(total_variation as double) as total_variation,
        {%- for count, name in [('wanted', 'association'), ('got', 'synthetic_association')] %}
        case
            when freedom_{{ count }} > 0 and column_2 is not null
            then sqrt(cast(greatest(chi_square_{{ count }}, 0) as double) / freedom_{{ count }})
        end as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from tables
{%- endmacro %}
