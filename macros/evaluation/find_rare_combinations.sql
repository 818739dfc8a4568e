{#-
  Combinations that are to be published though fewer than `resolution` sensitive records hold them,
  from the synthetic records and from the aggregates.

  Returns SQL with `published_in` (`synthetic_records` or `aggregates`), `length`, `attribute_ids`,
  `support` in the sensitive table; empty where the guarantee holds.

  Arguments:
    synthetic_combination_counts, combination_counts: relations made by `count_combinations`.
    reported_aggregates: relation made by `report_aggregates`.
    record_attributes: relation made by `encode_records`.
-#}
{% macro find_rare_combinations(synthetic_combination_counts, combination_counts, reported_aggregates, record_attributes) %}
with

to_publish as (
    select 'synthetic_records' as published_in, length, attribute_ids from {{ synthetic_combination_counts }}
    union all
    select 'aggregates' as published_in, length, attribute_ids from {{ reported_aggregates }}
),

infrequent as (
    select to_publish.*
    from to_publish
    left join {{ combination_counts }} as frequent on to_publish.attribute_ids = frequent.attribute_ids
    where frequent.attribute_ids is null
),

supports as (
    {{ synthetic_showcase.count_support(record_attributes, 'infrequent') }}
),

final as (
    select infrequent.*, supports.support
    from infrequent
    inner join supports on infrequent.attribute_ids = supports.attribute_ids
)

select * from final
{% endmacro %}
