{#-
  The kept attributes of each record. A record with more attributes than the contribution bound keeps as many as the
  bound allows; each choice is equally likely and does not depend on other records.

  Returns SQL with `record_id`, `attribute_id`.

  Arguments: relations made by `keep_known_attributes`, `scale_noise` and `draw_salt`. The choice follows the order
  of a hash of record, attribute and salt.
-#}
{% macro limit_contributions(known_attributes, noise_scales, contribution_salt) %}
with

bound as (
    select any_value(bound) as bound from {{ noise_scales }}
),

wide as (
    select record_id from {{ known_attributes }} group by record_id having count(*) > (select bound from bound)
),

ordered as (
    select
        cells.record_id,
        cells.attribute_id,
        row_number() over (
            partition by cells.record_id
            order by sha256((select salt from {{ contribution_salt }}) || ' ' || cells.record_id || ' ' || cells.attribute_id)
        ) as place
    from {{ known_attributes }} as cells
    inner join wide on cells.record_id = wide.record_id
),

final as (
    select cells.record_id, cells.attribute_id
    from {{ known_attributes }} as cells
    anti join wide on cells.record_id = wide.record_id
    union all
    select record_id, attribute_id
    from ordered
    where place <= (select bound from bound)
)

select * from final
{% endmacro %}
