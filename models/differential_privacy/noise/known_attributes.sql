{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.keep_known_attributes(ref('record_attributes'), ref('attributes'), synthetic_showcase._known_values()) }}
