{#-
  SQL for one list with the number of the column (from 0) of each attribute, in the order of attribute ids. The Python
  functions take it.
-#}
{% macro _column_numbers(attributes) %}
    select list(cast(column_number - 1 as integer) order by attribute_id) as column_numbers
    from (select attribute_id, dense_rank() over (order by column_name) as column_number from {{ attributes }})
{%- endmacro %}
