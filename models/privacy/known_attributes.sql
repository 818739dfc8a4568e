{{ synthetic_showcase.keep_known_attributes(ref('record_attributes'), ref('attributes'), ref('public_attributes')) }}
