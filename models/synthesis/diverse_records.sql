{{ synthetic_showcase._only_with(when=synthetic_showcase._makes_diverse()) }}
{{ synthetic_showcase.suppress_homogeneous(
    ref('sampled_records'), ref('attributes'), ref('distinct_records'), ref('input_records')
) }}
