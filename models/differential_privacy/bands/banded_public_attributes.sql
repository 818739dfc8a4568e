{{ synthetic_showcase._only_with(when=synthetic_showcase._private_bands() != {}) }}
{{ synthetic_showcase.band_attributes(ref('public_attributes'), ref('chosen_bands')) }}
