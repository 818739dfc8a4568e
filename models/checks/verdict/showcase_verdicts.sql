{{ synthetic_showcase._only_with(engine="duckdb") }}
{% if synthetic_showcase._is_private() %}
    {{
        synthetic_showcase.judge_private_release(
            {
                "synthetic_records": ref("showcase_synthesized_records"),
                "reported_aggregates": ref("showcase_reported_aggregates"),
                "noise_scales": ref("showcase_noise_scales"),
                "overdrawn_budgets": ref("showcase_overdrawn_budgets"),
                "inconsistent_counts": ref("showcase_inconsistent_counts"),
                "unreported_combinations": ref("showcase_unreported_combinations"),
                "untrue_noise": ref("showcase_untrue_noise"),
                "direct_identifiers": ref("showcase_direct_identifiers"),
                "reported_columns": ref("showcase_reported_columns"),
                "reported_attributes": ref("showcase_reported_attributes"),
            }
        )
    }}
{% else %}
    {{
        synthetic_showcase.judge_release(
            {
                "synthetic_records": ref("showcase_synthesized_records"),
                "reported_aggregates": ref("showcase_reported_aggregates"),
                "unsupported_synthetic_records": ref("showcase_unsupported_synthetic_records"),
                "fabricated_combinations": ref("showcase_fabricated_combinations"),
                "leaked_combinations": ref("showcase_leaked_combinations"),
                "misreported_aggregates": ref("showcase_misreported_aggregates"),
                "direct_identifiers": ref("showcase_direct_identifiers"),
                "reported_columns": ref("showcase_reported_columns"),
                "reported_attributes": ref("showcase_reported_attributes"),
                "records_at_risk_by_length": ref("showcase_records_at_risk_by_length"),
                "group_diversity": ref("showcase_group_diversity"),
                "homogeneous_groups": ref("showcase_homogeneous_groups"),
                "undiverse_combinations": ref("showcase_undiverse_combinations"),
                "examined_wholes": ref("showcase_examined_wholes"),
                "pinned_combinations": ref("showcase_pinned_combinations"),
                "released_aggregates": ref("showcase_released_aggregates"),
                "repeated_releases": ref("showcase_repeated_releases"),
                "revealing_changes": ref("showcase_revealing_changes"),
                "attack_results": ref("showcase_attack_results"),
                "successful_attacks": ref("showcase_successful_attacks"),
            }
        )
    }}
{% endif %}
