{{ synthetic_showcase._only_with(when=synthetic_showcase._private_bands() != {}) }}
{{ synthetic_showcase.choose_bands(ref('noisy_bands'), ref('release_key')) }}
