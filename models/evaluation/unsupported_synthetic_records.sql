{{ synthetic_showcase.find_unsupported_records(
    ref('synthesized_records'), ref('attributes'), ref('distinct_records')
) }}
