{#-
  Synthetic records fitted to reported aggregates, made from these alone without access to the sensitive table.
  Every combination of up to three attributes in a record is a reported one.

  Returns SQL with `synthetic_id` (from 1), `attribute_ids` (list of integers, ascending, not empty).

  Arguments: relations made by `report_private_aggregates`, `report_columns`, and those with `attribute_id`
  (from 0, without gaps), `column_name`, `value`, and with `reported_records`; reporting_length, seed default to
  the variables.
  Raises an error on engines other than DuckDB.
-#}
{% macro fit_records(reported_aggregates, reported_attributes, reported_columns, reported_totals, reporting_length=none, seed=none) %}
    {{ return(adapter.dispatch('fit_records', 'synthetic_showcase')(
        reported_aggregates, reported_attributes, reported_columns, reported_totals,
        synthetic_showcase._option('reporting_length', reporting_length), synthetic_showcase._option('seed', seed)
    )) }}
{% endmacro %}

{% macro default__fit_records(reported_aggregates, reported_attributes, reported_columns, reported_totals, reporting_length, seed) %}
    {{ synthetic_showcase._refuse_engine('fit_records runs on DuckDB') }}
{% endmacro %}

{% macro duckdb__fit_records(reported_aggregates, reported_attributes, reported_columns, reported_totals, reporting_length, seed) %}
with

combinations as (
    select
        coalesce(
            list(
                struct_pack(
                    attribute_ids := attribute_ids, reported_count := reported_count, standard_error := standard_error
                ) order by combination_id
            ), []
        ) as combinations
    from {{ reported_aggregates }}
),

-- A slot is a column, or one value of a column of lists: a record holds at most one attribute of each slot.
numbered as (
    select
        attributes.attribute_id,
        dense_rank() over (order by attributes.column_name, case when columns.delimiter is not null then attributes.value end) as slot
    from {{ reported_attributes }} as attributes
    inner join {{ reported_columns }} as columns on attributes.column_name = columns.column_name
),

slots as (
    select coalesce(list(cast(slot - 1 as integer) order by attribute_id), []) as slots from numbered
),

fitted as (
    select
        showcase_fit_records(
            combinations.combinations,
            slots.slots,
            {
                'records': (select greatest(max(reported_records), 1) from {{ reported_totals }}),
                'reporting_length': {{ reporting_length }},
                'seed': {{ seed }}
            }
        ) as kinds
    from combinations, slots
),

final as (
    select unnest(kind.synthetic_ids) as synthetic_id, kind.attribute_ids
    from fitted, unnest(fitted.kinds) as _(kind)
)

select * from final
{% endmacro %}
