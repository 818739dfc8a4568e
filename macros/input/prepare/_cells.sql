{#-
  The cells of wide records in long form, as `_cells_of` gives them, of all columns.
  Arguments: records, a relation; id, the name of its id column.
-#}
{% macro _cells(records, id) %}
    {{- return(synthetic_showcase._cells_of(records, id, synthetic_showcase._value_columns(records, id))) -}}
{% endmacro %}
