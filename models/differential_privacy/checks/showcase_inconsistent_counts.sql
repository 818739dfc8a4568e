{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{ synthetic_showcase.find_inconsistent_counts(ref("showcase_reported_aggregates")) }}
