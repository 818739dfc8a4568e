{{ synthetic_showcase.choose_wholes(ref('reported_aggregates'), ref('reported_attributes')) }}
