{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.find_unreported_combinations(ref('synthesized_combination_counts'), ref('reported_aggregates')) }}
