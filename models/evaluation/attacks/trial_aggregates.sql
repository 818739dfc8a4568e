{{ config(enabled=target.type != 'spark' and var('showcase_guarantee', 'k_anonymity') == 'k_anonymity' and var('showcase_synthesis_mode', '') == 'aggregate_seeded') }}
{{ synthetic_showcase.report_aggregates(ref('trial_combination_counts'), ref('reported_attributes'), group_diversity=ref('group_diversity')) }}
