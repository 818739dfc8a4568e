{{ synthetic_showcase.assess_columns(
    ref('input_records'),
    ref('attributes'),
    ref('distinct_records'),
    ref('generalized_values') if synthetic_showcase._option('generalize') else none
) }}
