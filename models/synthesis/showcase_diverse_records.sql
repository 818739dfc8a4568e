{{ synthetic_showcase._only_with(when=synthetic_showcase._makes_diverse()) }}
{{
    synthetic_showcase.suppress_homogeneous(
        ref("showcase_sampled_records"),
        ref("showcase_attributes"),
        ref("showcase_distinct_records"),
        ref("showcase_input_records"),
    )
}}
