{{ synthetic_showcase._only_with(when=synthetic_showcase._option("generalize") != {}) }}
{{
    synthetic_showcase.generalize_values(
        ref("showcase_prepared_records"), synthetic_showcase.hierarchy_sources()
    )
}}
