{{ synthetic_showcase.choose_measured(ref('record_attributes')) }}
