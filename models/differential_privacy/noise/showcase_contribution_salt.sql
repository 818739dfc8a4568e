{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{ synthetic_showcase.draw_salt() }}
