{{ synthetic_showcase.find_erased_groups(ref('combination_comparison'), ref('attributes')) }}
