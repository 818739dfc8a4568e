{{ synthetic_showcase.find_direct_identifiers(ref("showcase_identifying_columns")) }}
