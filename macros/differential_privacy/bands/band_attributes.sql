{#-
  The public attributes, with bands in the place of cells for columns whose edges were chosen from noisy counts
  (post-processing).

  Returns SQL with `column_name`, `value`.

  Arguments: relations made by `list_public_attributes` and `choose_bands`.
-#}
{% macro band_attributes(public_attributes, chosen_bands) %}
with

final as (
    select distinct
        named.column_name,
        coalesce(bands.generalized_value, named.value) as value
    from {{ public_attributes }} as named
    left join {{ chosen_bands }} as bands on named.column_name = bands.column_name and named.value = bands.value
)

select * from final
{% endmacro %}
