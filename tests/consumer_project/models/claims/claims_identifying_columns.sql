{{ synthetic_showcase.list_identifying_columns(ref('claims_reported_columns'), ref('claims_reported_attributes'), reviewed_columns={}) }}
