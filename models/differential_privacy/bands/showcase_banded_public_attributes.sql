{{ synthetic_showcase._only_with(when=synthetic_showcase._private_bands() != {}) }}
{{
    synthetic_showcase.band_attributes(
        ref("showcase_public_attributes"), ref("showcase_chosen_bands")
    )
}}
