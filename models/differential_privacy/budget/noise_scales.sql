{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.scale_noise(
    ref('noise_plan'),
    ref('privacy_budget'),
    ref('release_key'),
    noisy_widths=ref('noisy_widths') if synthetic_showcase._option('contribution_bound') == 'private' else none
) }}
