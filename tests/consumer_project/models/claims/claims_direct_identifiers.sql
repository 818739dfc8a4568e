{{ synthetic_showcase.find_direct_identifiers(ref('claims_identifying_columns')) }}
