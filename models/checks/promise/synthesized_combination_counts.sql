{{ synthetic_showcase.count_combinations(ref('synthesized_distinct_records'), resolution=1) }}
