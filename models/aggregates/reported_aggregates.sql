{{ synthetic_showcase.report_aggregates(
    ref('combination_counts'), ref('reported_attributes'), group_diversity=ref('group_diversity')
) }}
