{#-
  The attributes that may be told, as text too.

  Returns SQL with `attribute_id`, `column_name`, `value`, `attribute` (`column:value`, escaped).

  Arguments: released_attributes, a relation made by `list_released_attributes`.
-#}
{% macro report_released_attributes(released_attributes) %}
select
    attribute_id,
    column_name,
    value,
    {{ synthetic_showcase._selection('column_name', 'value') }} as attribute
from {{ released_attributes }}
{% endmacro %}
