{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{ synthetic_showcase.find_untrue_noise() }}
