{#-
  Combinations, from the synthetic records and from the aggregates, that are to be published although fewer than
  `resolution` sensitive records hold them. Combinations that were counted as frequent are counted again by
  independent code: all of them, or for a large table a sample drawn by a hash.

  Returns SQL with `published_in` (`synthetic_records` or `aggregates`), `length`, `attribute_ids`,
  `support` in the sensitive table; no rows if the guarantee holds.

  Arguments:
    synthetic_combination_counts, combination_counts: relations made by `count_combinations`.
    reported_aggregates: relation made by `report_aggregates`.
    distinct_records: relation made by `merge_records`.
    resolution: defaults to the variable.
    max_combinations: most combinations that are counted again in a table of up to 30,000 records; with twice
      the records, half as many.
-#}
{% macro find_rare_combinations(
    synthetic_combination_counts, combination_counts, reported_aggregates, distinct_records, resolution=none, max_combinations=100000
) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) %}
with

to_publish as (
    select 'synthetic_records' as published_in, length, attribute_ids from {{ synthetic_combination_counts }}
    union all
    select 'aggregates' as published_in, length, attribute_ids from {{ reported_aggregates }}
),

known as (
    select to_publish.*, frequent.attribute_ids is not null as is_frequent
    from to_publish
    left join {{ combination_counts }} as frequent on to_publish.attribute_ids = frequent.attribute_ids
),

-- combinations that were not counted as frequent, and the sample of those that were
suspected as (
    select *
    from known
    qualify
        not is_frequent
        or dense_rank() over (partition by is_frequent order by {{ synthetic_showcase._draw(['attribute_ids']) }}, attribute_ids)
        <= {{ max_combinations }} / greatest((select sum(records) from {{ distinct_records }}) / 30000, 1)
),

supports as (
    {{ synthetic_showcase.count_support(distinct_records, 'suspected') }}
),

final as (
    select suspected.published_in, suspected.length, suspected.attribute_ids, supports.support
    from suspected
    inner join supports on suspected.attribute_ids = supports.attribute_ids
    where not suspected.is_frequent or supports.support < {{ resolution }}
)

select * from final
{% endmacro %}
