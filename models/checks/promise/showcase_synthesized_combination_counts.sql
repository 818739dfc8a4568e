{{
    synthetic_showcase.count_combinations(
        ref("showcase_synthesized_distinct_records"), resolution=1
    )
}}
