{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.find_overdrawn_budgets(
        ref("showcase_privacy_ledger"),
        ref("showcase_release_key"),
        ref("showcase_drawn_releases"),
    )
}}
