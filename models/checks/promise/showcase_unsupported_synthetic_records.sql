{{ synthetic_showcase._only_with(guarantee="k_anonymity") }}
{{
    synthetic_showcase.find_unsupported_records(
        ref("showcase_synthesized_records"),
        ref("showcase_attributes"),
        ref("showcase_distinct_records"),
    )
}}
