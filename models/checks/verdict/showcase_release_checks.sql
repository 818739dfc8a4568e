{#- Depends on the verdicts, so that their tests run first. -#}
{% if target.type != "spark" %}
-- depends_on: {{ ref('showcase_verdicts') }}
{% endif %}
{% if synthetic_showcase._is_private() %}
    {{
        synthetic_showcase.summarize_checks(
            {
                "overdrawn_budgets": ref("showcase_overdrawn_budgets"),
                "inconsistent_counts": ref("showcase_inconsistent_counts"),
                "unreported_combinations": ref("showcase_unreported_combinations"),
                "untrue_noise": ref("showcase_untrue_noise"),
                "direct_identifiers": ref("showcase_direct_identifiers"),
            }
        )
    }}
{% else %}
    {#- The mode aggregate_seeded gives no guarantee for whole records. -#}
    {% set by_option = {} %}
    {% if synthetic_showcase._option("synthesis_mode") != "aggregate_seeded" %}
        {% do by_option.update(
            unsupported_synthetic_records=ref("showcase_unsupported_synthetic_records")
        ) %}
    {% endif %}
    {% if synthetic_showcase._option("homogeneity_severity") == "error" %}
        {% do by_option.update(homogeneous_groups=ref("showcase_homogeneous_groups")) %}
    {% endif %}
    {#- These checks do not run on Spark, where nothing is published as a release. -#}
    {% set by_engine = {} %}
    {% if target.type != "spark" %}
        {% do by_engine.update(
            undiverse_combinations=ref("showcase_undiverse_combinations"),
            pinned_combinations=ref("showcase_pinned_combinations"),
            repeated_releases=ref("showcase_repeated_releases"),
            successful_attacks=ref("showcase_successful_attacks"),
        ) %}
    {% endif %}
    {{
        synthetic_showcase.summarize_checks(
            dict(
                by_option,
                fabricated_combinations=ref("showcase_fabricated_combinations"),
                leaked_combinations=ref("showcase_leaked_combinations"),
                misreported_aggregates=ref("showcase_misreported_aggregates"),
                direct_identifiers=ref("showcase_direct_identifiers"),
                **by_engine
            )
        )
    }}
{% endif %}
