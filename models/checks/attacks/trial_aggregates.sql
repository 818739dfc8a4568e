{{ synthetic_showcase._only_with(
    guarantee='k_anonymity', engine='duckdb', when=synthetic_showcase._option('synthesis_mode') == 'aggregate_seeded'
) }}
{{ synthetic_showcase.report_aggregates(ref('trial_combination_counts'), ref('reported_attributes'), group_diversity=ref('group_diversity')) }}
