{#- SQL for the column of each attribute, as the one list that the Python functions take: numbers from 0, in the order of the attributes' ids. -#}
{% macro _column_numbers(attributes) %}
    select list(cast(column_number - 1 as integer) order by attribute_id) as column_numbers
    from (select attribute_id, dense_rank() over (order by column_name) as column_number from {{ attributes }})
{%- endmacro %}
