{#-
  Synthetic records made from reported aggregates alone, without access to the sensitive table. Every
  combination of up to `reporting_length` attributes in a record is a reported one; nothing is guaranteed for
  longer ones.

  Returns SQL with `synthetic_id` (from 1), `attribute_ids` (list of integers, ascending, not empty).

  Arguments (all but the first default to the variables):
    reported_aggregates: relation made by `report_aggregates`.
    reporting_length: the one with which they were counted.
    use_synthetic_counts: subtract the records made so far from the counts.
    weight_selection_percentile: an attribute's weight is this percentile, 0 to 100, of the counts of its new
      combinations, if the record is longer than the reporting length.
    counts_scale_factor: factor for the counts.
    target_number_of_records: records wanted; none for as many as the counts give.
    seed: the same seed and aggregates give the same records.
  On Spark one task makes all records with the same function, so they equal those made on DuckDB.
  Raises an error on other engines.
-#}
{% macro sample_aggregates(
    reported_aggregates, reporting_length=none, use_synthetic_counts=none, weight_selection_percentile=none,
    counts_scale_factor=none, target_number_of_records=none, seed=none
) %}
    {{ return(adapter.dispatch('sample_aggregates', 'synthetic_showcase')(reported_aggregates, {
        'reporting_length': synthetic_showcase._option('reporting_length', reporting_length),
        'use_synthetic_counts': synthetic_showcase._option('use_synthetic_counts', use_synthetic_counts),
        'weight_selection_percentile': synthetic_showcase._option('weight_selection_percentile', weight_selection_percentile),
        'counts_scale_factor': synthetic_showcase._option('counts_scale_factor', counts_scale_factor),
        'target_number_of_records': synthetic_showcase._option('target_number_of_records', target_number_of_records),
        'seed': synthetic_showcase._option('seed', seed),
    })) }}
{% endmacro %}

{% macro default__sample_aggregates(reported_aggregates, settings) %}
    {{ synthetic_showcase._refuse_engine('sample_aggregates runs on DuckDB and Spark') }}
{% endmacro %}

{% macro duckdb__sample_aggregates(reported_aggregates, settings) %}
with

-- all aggregates as one value, because the function is called once per row
combinations as (
    select list(struct_pack(attribute_ids := attribute_ids, reported_count := reported_count)) as combinations
    from {{ reported_aggregates }}
),

sampled as (
    select
        showcase_sample_aggregates(
            combinations,
            {
                {%- for name, value in settings.items() %}
                '{{ name }}': {{ 'null' if value is none else value | lower if value is boolean else value }}{{ ',' if not loop.last }}
                {%- endfor %}
            }
        ) as kinds
    from combinations
),

final as (
    select unnest(kind.synthetic_ids) as synthetic_id, kind.attribute_ids
    from sampled, unnest(sampled.kinds) as _(kind)
)

select * from final
{% endmacro %}

{% macro spark__sample_aggregates(reported_aggregates, settings) %}
with

sampled as (
    {{- synthetic_showcase._run_script(
        'aggregates', settings,
        from='(select array_join(attribute_ids, \' \') as attributes, reported_count from ' ~ reported_aggregates ~ ' distribute by 1)',
        given=['attributes', 'reported_count'], made=['attributes', 'synthetic_ids']
    ) }}
),

final as (
    select
        explode(cast(split(synthetic_ids, ' ') as array<int>)) as synthetic_id,
        cast(split(attributes, ' ') as array<int>) as attribute_ids
    from sampled
)

select * from final
{% endmacro %}
