{% if synthetic_showcase._is_private() %}
{{ synthetic_showcase.compare_combinations(
    ref('combination_counts'),
    synthetic_showcase._as_numbered(ref('reported_aggregates'), ref('reported_attributes'), ref('attributes')),
    synthetic_showcase._as_numbered(ref('synthesized_combination_counts'), ref('reported_attributes'), ref('attributes'))
) }}
{% else %}
{{ synthetic_showcase.compare_combinations(
    ref('combination_counts'), ref('reported_aggregates'), ref('synthesized_combination_counts')
) }}
{% endif %}
