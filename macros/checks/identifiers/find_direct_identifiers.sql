{#-
  Finding: columns that look as if they named a person, by their name or by the values that are about to be published, and that
  nobody has reviewed.

  Returns SQL with the columns of `list_identifying_columns` but `reason`; no values.

  Arguments: identifying_columns, a relation made by `list_identifying_columns`.
-#}
{% macro find_direct_identifiers(identifying_columns) %}
select column_name, kind, found_in, published_values, values_found
from {{ identifying_columns }}
where reason is null
order by column_name, kind, found_in
{% endmacro %}
