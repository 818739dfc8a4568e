{{ synthetic_showcase._only_with(when=synthetic_showcase._private_bands() != {}) }}
{{ synthetic_showcase.choose_bands(ref("showcase_noisy_bands"), ref("showcase_release_key")) }}
