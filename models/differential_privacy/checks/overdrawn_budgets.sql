{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.find_overdrawn_budgets(ref('privacy_ledger'), ref('release_key'), ref('drawn_releases')) }}
