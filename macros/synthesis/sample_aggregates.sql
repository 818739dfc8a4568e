{#-
  Synthetic records from reported aggregates alone, without access to the sensitive table. Every
  combination of up to `reporting_length` attributes in a record is one that is reported; nothing is
  promised of longer ones.

  Returns SQL with `synthetic_id` (from 1), `attribute_ids` (list of integers, ascending, not empty).

  Arguments (but for the first they default to the variables):
    reported_aggregates: relation made by `report_aggregates`.
    reporting_length: the one with which they were counted.
    use_synthetic_counts: take off the counts what has been synthesized so far.
    weight_selection_percentile: which of the counts of its new combinations is the weight of an
      attribute, where the record is longer than the reporting length; 0 to 100.
    counts_scale_factor: what the counts are multiplied by.
    target_number_of_records: records wanted; none for as many as the counts give.
    seed: the same seed and aggregates give the same records.
  On Spark one task makes all of them, with the same function: the same records as on DuckDB.
  Raises an error on engines other than these.
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

-- one value for the function, which sees one row at a time
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
