{{ synthetic_showcase.limit_contributions(ref('known_attributes'), ref('noise_scales'), ref('contribution_salt')) }}
