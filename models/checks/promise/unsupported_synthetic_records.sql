{{ synthetic_showcase._only_with(guarantee='k_anonymity') }}
{{ synthetic_showcase.find_unsupported_records(
    ref('synthesized_records'), ref('attributes'), ref('distinct_records')
) }}
