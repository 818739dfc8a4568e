{#-
  Finding: combinations of up to three attributes in synthetic records that are not among the aggregates.
  Computed from published data alone.

  Returns SQL with `length`, `attribute_ids`, `support` (synthetic records).

  Arguments: synthesized_combination_counts, a relation made by `count_combinations` over the synthetic records;
  reported_aggregates, a relation made by `report_private_aggregates`.
-#}
{% macro find_unreported_combinations(synthesized_combination_counts, reported_aggregates) %}
select counted.length, counted.attribute_ids, counted.support
from {{ synthesized_combination_counts }} as counted
anti join {{ reported_aggregates }} as reported on counted.attribute_ids = reported.attribute_ids
where counted.length <= 3
{% endmacro %}
