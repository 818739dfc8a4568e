{{
    synthetic_showcase.decode_records(
        (
            ref("showcase_diverse_records")
            if synthetic_showcase._makes_diverse()
            else ref("showcase_sampled_records")
        ),
        ref("showcase_reported_attributes"),
        ref("showcase_reported_columns"),
    )
}}
