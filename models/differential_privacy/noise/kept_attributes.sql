{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.limit_contributions(ref('known_attributes'), ref('noise_scales'), ref('contribution_salt')) }}
