{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.encode_private(ref('kept_attributes'), ref('attributes'), ref('private_attributes')) }}
