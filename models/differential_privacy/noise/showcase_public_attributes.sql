{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{ synthetic_showcase.list_public_attributes(ref("showcase_reported_columns")) }}
