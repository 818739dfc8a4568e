{{ synthetic_showcase.report_attributes(ref('attributes')) }}
