{{ config(enabled=target.type != 'spark' and var('showcase_guarantee', 'k_anonymity') == 'k_anonymity' and var('showcase_synthesis_mode', '') == 'aggregate_seeded') }}
{{ synthetic_showcase.count_combinations(ref('trial_distinct_records')) }}
