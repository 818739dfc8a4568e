{{ synthetic_showcase.list_public_attributes(ref('reported_columns')) }}
