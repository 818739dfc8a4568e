{{ synthetic_showcase.report_attributes(ref('claims_attributes'), resolution=20) }}
