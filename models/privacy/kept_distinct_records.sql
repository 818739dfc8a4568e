{{ synthetic_showcase.encode_released(ref('kept_attributes'), ref('attributes'), ref('released_attributes')) }}
