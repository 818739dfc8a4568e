{{ synthetic_showcase.decode_records(
    ref('diverse_records') if synthetic_showcase._makes_diverse() else ref('sampled_records'), ref('reported_attributes'), ref('reported_columns')
) }}
