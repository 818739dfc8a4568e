{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{ synthetic_showcase.count_combinations(ref("showcase_kept_distinct_records"), resolution=1) }}
