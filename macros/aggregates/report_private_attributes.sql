{#-
  The attributes that may be published with differential privacy, also as text.

  Returns SQL with `attribute_id`, `column_name`, `value`, `attribute` (`column:value`, escaped).

  Arguments: private_attributes, a relation made by `list_private_attributes`.
-#}
{% macro report_private_attributes(private_attributes) %}
select
    attribute_id,
    column_name,
    value,
    {{ synthetic_showcase._selection('column_name', 'value') }} as attribute
from {{ private_attributes }}
{% endmacro %}
