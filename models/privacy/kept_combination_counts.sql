{{ synthetic_showcase.count_combinations(ref('kept_distinct_records'), resolution=1) }}
