{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.find_homogeneous_groups(
        ref("showcase_group_diversity"),
        ref("showcase_reported_aggregates"),
        ref("showcase_attributes"),
    )
}}
