{{ config(enabled=var('showcase_min_diversity', none) is not none and var('showcase_synthesis_mode', '') != 'aggregate_seeded') }}
{{ synthetic_showcase.suppress_homogeneous(
    ref('sampled_records'), ref('attributes'), ref('distinct_records'), ref('input_records')
) }}
