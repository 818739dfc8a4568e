{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.keep_known_attributes(
        ref("showcase_record_attributes"),
        ref("showcase_attributes"),
        synthetic_showcase._known_values(),
    )
}}
