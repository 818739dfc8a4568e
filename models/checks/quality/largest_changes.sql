{{ synthetic_showcase.list_largest_changes(ref('combination_comparison'), ref('attributes')) }}
