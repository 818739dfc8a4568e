{{ synthetic_showcase.assess_columns(
    ref('input_records'),
    ref('attributes'),
    ref('record_attributes'),
    ref('generalized_values') if synthetic_showcase._option('generalize') else none
) }}
