{#-
  The attributes that may be published with differential privacy, with new ids, because gaps in the old ones would
  reveal something about the others (post-processing).

  Returns SQL with `attribute_id` (from 0, in the order of column name and value), `column_name`, `value`, `slot`
  (from 0: a column, or one value of a column of lists; a record has at most one attribute of a slot), `noisy_count`.

  Arguments: relations made by `add_noise_to_attributes`, `scale_noise`, `identify_release`, `report_columns`;
  fabrication_mode defaults to the variable: with `balanced`, a public value that no record has is listed with a
  probability of 1 %.
-#}
{% macro list_private_attributes(noisy_attributes, noise_scales, release_key, reported_columns, fabrication_mode=none) %}
    {%- set mode = synthetic_showcase._option('fabrication_mode', fabrication_mode) %}
with

passed as (
    select noisy.column_name, noisy.value, noisy.noisy_count
    from {{ noisy_attributes }} as noisy
    where
        noisy.fingerprint = (select fingerprint from {{ release_key }})
        and noisy.noisy_count >= {{ '1' if mode == 'uncontrolled' else '(select case when noisy.is_public then 2.3263 * sigma else 1 end from ' ~ noise_scales ~ ' where length = 1)' }}
),

final as (
    select
        cast(row_number() over (order by passed.column_name, passed.value) - 1 as integer) as attribute_id,
        passed.column_name,
        passed.value,
        cast(dense_rank() over (order by passed.column_name, case when columns.delimiter is not null then passed.value end) - 1 as integer) as slot,
        passed.noisy_count
    from passed
    inner join {{ reported_columns }} as columns on passed.column_name = columns.column_name
)

select * from final
{% endmacro %}
