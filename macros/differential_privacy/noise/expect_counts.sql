{#-
  The counts that a model of the noisy counts of attributes and pairs expects for all combinations, and the
  probability that no record holds them (post-processing). It decides for which longer combinations noise is drawn.

  Returns SQL with `length`, `attribute_ids`, `expected_count`, `nobody` (probability); no rows with the
  fabrication mode `none`, which reports only what was counted.

  Arguments: relations made by `list_private_attributes`, `add_noise_to_pairs`, `scale_noise`, `identify_release`;
  reporting_length, fabrication_mode, seed default to the variables.
  Raises an error on engines other than DuckDB.
-#}
{% macro expect_counts(private_attributes, noisy_pairs, noise_scales, release_key, reporting_length=none, fabrication_mode=none, seed=none) %}
    {{ return(adapter.dispatch('expect_counts', 'synthetic_showcase')(
        private_attributes, noisy_pairs, noise_scales, release_key,
        synthetic_showcase._option('reporting_length', reporting_length),
        synthetic_showcase._option('fabrication_mode', fabrication_mode),
        synthetic_showcase._option('seed', seed)
    )) }}
{% endmacro %}

{% macro default__expect_counts(private_attributes, noisy_pairs, noise_scales, release_key, reporting_length, fabrication_mode, seed) %}
    {{ synthetic_showcase._refuse_engine('expect_counts runs on DuckDB') }}
{% endmacro %}

{% macro duckdb__expect_counts(private_attributes, noisy_pairs, noise_scales, release_key, reporting_length, fabrication_mode, seed) %}
with

singles as (
    select coalesce(list(struct_pack(slot := slot, noisy_count := noisy_count) order by attribute_id), []) as singles
    from {{ private_attributes }}
),

pairs as (
    select
        coalesce(
            list(
                struct_pack(attribute_1 := attribute_ids[1], attribute_2 := attribute_ids[2], noisy_count := noisy_count)
                order by attribute_ids
            ), []
        ) as pairs
    from {{ noisy_pairs }}
    where fingerprint = (select fingerprint from {{ release_key }})
),

expected as (
    select
        showcase_expected_counts(
            singles.singles,
            pairs.pairs,
            {
                'records': (select cast(any_value(reported_records) as double) from {{ noise_scales }}),
                'deviation': (select max(sigma) from {{ noise_scales }} where length = {{ 2 if reporting_length > 1 else 1 }}),
                'reporting_length': {{ reporting_length }},
                'seed': {{ seed }}
            }
        ) as combinations
    from singles, pairs
    {%- if fabrication_mode == 'none' or reporting_length == 1 %}
    where false
    {%- endif %}
),

final as (
    select
        cast(len(combination.attribute_ids) as integer) as length,
        combination.attribute_ids,
        combination.expected_count,
        combination.nobody
    from expected, unnest(expected.combinations) as _(combination)
)

select * from final
{% endmacro %}
