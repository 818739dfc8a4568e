{#-
  How ready the whole table is for a release, and how many combinations counting would find. Sensitive.

  Returns SQL, one row:
    records; attributes; rare_attributes (fewer than `resolution` records hold them);
    records_at_risk (records that hold one);
    mostly_empty_records (records with values in less than half of the columns, where few are so and
      all others have clearly more: totals or notes) and
    first_mostly_empty_record (the number of the first, from 1);
    share_values_kept (share of all values of the records that `resolution` or more records hold), and share_kept (the
    same for combinations; null without `alternatives`);
    expected_combinations (list: frequent combinations of length 1, 2, ... `reporting_length`) and
    their sum, expected_in_all; max_combinations;
    driving_column (the column whose many values cause most of them), driving_share (share of them with
    a value of it);
    advice in words.

  Length 1 is counted, longer ones are estimated. From each record in a sample, one of its combinations is drawn at
  random; if its support s reaches the resolution, it counts as 1 / s combinations, so that each frequent combination
  counts once in expectation (Horvitz and Thompson, 1952). Hashes of the ids take the place of random numbers, so that
  the result is the same each time.

  Arguments:
    attributes, record_attributes, distinct_records: relations made by `list_attributes`, `encode_records`
      and `merge_records`.
    records: relation made by `prepare_records`, or `generalize_records`.
    resolution, reporting_length, max_combinations: default to the variables.
    alternatives: relation made by `assess_alternatives`, or none.
-#}
{% macro assess_records(records, attributes, record_attributes, distinct_records, resolution=none, reporting_length=none, max_combinations=none, alternatives=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set max_combinations = synthetic_showcase._option('max_combinations', max_combinations) -%}
    {%- set varchar = synthetic_showcase._type('varchar') -%}
    {%- set filled = [] -%}
    {%- for column in synthetic_showcase._value_columns(records, 'record_id') -%}
        {%- do filled.append('case when ' ~ synthetic_showcase._name(column.name) ~ ' is null then 0 else 1 end') -%}
    {%- endfor -%}
    {%- set columns = filled | length -%}
    {#- Counting support costs more on Spark, so fewer records are drawn there. -#}
    {%- set sample_size = 500 if target.type == 'spark' else 2000 %}
with

frequent as (
    select attribute_id, column_name, support from {{ attributes }} where support >= {{ resolution }}
),

sampled as (
    select record_id, attribute_ids
    from {{ record_attributes }}
    order by {{ synthetic_showcase._draw(['record_id', 0]) }}, record_id
    limit {{ sample_size }}
),

-- the frequent attributes of the drawn records, and their number
sampled_cells as (
    select
        cells.record_id,
        cells.attribute_id,
        count(*) over (partition by cells.record_id) as width,
        (select sum(records) from {{ distinct_records }}) / (select count(*) from sampled) as stands_for
    from (select record_id, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id from sampled) as cells
    inner join frequent on cells.attribute_id = frequent.attribute_id
),

-- one combination of each length from each of these records, and the number it was drawn from
drawn as (
    {%- for length in range(2, reporting_length + 1) %}
    {%- set factors = ['stands_for'] %}
    {%- for i in range(length) %}
    {%- do factors.append('(width - ' ~ i ~ ') / ' ~ (i + 1)) %}
    {%- endfor %}
    select
        {{ length }} as length,
        {{ synthetic_showcase._draw_some('attribute_id', ['record_id', 'attribute_id', length], length) }} as attribute_ids,
        {{ factors | join(' * ') }} as draws
    from sampled_cells
    where width >= {{ length }}
    group by record_id, width, stands_for
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select 1 as length, {{ synthetic_showcase._empty_list('integer[]') }} as attribute_ids, 0.0 as draws
    where false
    {%- endfor %}
),

supports as (
    {{ synthetic_showcase.count_support(distinct_records, 'drawn') }}
),

found as (
    select drawn.length, drawn.attribute_ids, drawn.draws / supports.support as combinations
    from drawn
    inner join supports on drawn.attribute_ids = supports.attribute_ids
    where supports.support >= {{ resolution }}
    union all
    select 1 as length, {{ synthetic_showcase._list(['attribute_id']) }} as attribute_ids, 1.0 as combinations
    from frequent
),

by_length as (
    select lengths.length, coalesce(sum(found.combinations), 0) as combinations
    from (select {{ synthetic_showcase._unnest(synthetic_showcase._range(1, reporting_length + 1)) }} as length) as lengths
    left join found on lengths.length = found.length
    group by lengths.length
),

expected as (
    select
        {{ synthetic_showcase._collect_by('cast(round(combinations) as bigint)', 'length') }} as expected_combinations,
        cast(round(sum(combinations)) as bigint) as expected_in_all
    from by_length
),

-- combinations in which a column takes part
by_column as (
    select members.column_name, sum(members.combinations) as combinations
    from (
        select distinct found.length, found.attribute_ids, found.combinations, frequent.column_name
        from (select length, attribute_ids, combinations, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id from found) as found
        inner join frequent on found.attribute_id = frequent.attribute_id
    ) as members
    group by members.column_name
),

-- the column that drives the number is the one that would save most combinations if it had a single value
driving as (
    select by_column.column_name, by_column.combinations
    from by_column
    inner join (select column_name, count(*) as distinct_values from frequent group by column_name) as sizes
        on by_column.column_name = sizes.column_name
    order by by_column.combinations * (1 - 1 / sizes.distinct_values) desc, by_column.column_name
    limit 1
),

rare as (
    select
        count(*) as attributes,
        count(*) filter (where support < {{ resolution }}) as rare_attributes,
        coalesce(sum(support) filter (where support >= {{ resolution }}), 0) / nullif(sum(support), 0) as share_values_kept
    from {{ attributes }}
),

at_risk as (
    select coalesce(sum(held.records), 0) as records_at_risk
    from (
        select cells.record_id, any_value(cells.records) as records
        from (select record_id, records, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id from {{ distinct_records }}) as cells
        inner join {{ attributes }} as attributes on cells.attribute_id = attributes.attribute_id
        where attributes.support < {{ resolution }}
        group by cells.record_id
    ) as held
),

counted as (
    select
        count(*) as records,
        count(*) filter (where 2 * filled < {{ columns }}) as mostly_empty,
        max(case when 2 * filled < {{ columns }} then filled end) as most_filled_of_these,
        min(case when 2 * filled >= {{ columns }} then filled end) as least_filled_of_others,
        min(case when 2 * filled < {{ columns }} then record_id end) + 1 as first_mostly_empty
    from (select record_id, {{ filled | join(' + ') or 0 }} as filled from {{ records }}) as records_filled
),

-- as it is, and with the change that helps most
{% if alternatives is none -%}
kept as (
    select cast(null as double) as share_kept, cast(null as {{ varchar }}) as change
),
{%- else -%}
kept as (
    select
        max(case when columns_changed = 0 then share_kept end) as share_kept,
        max(case when position = best then alternative || ' it would be ' || cast(cast(round(100 * share_kept) as integer) as {{ varchar }}) || ' %' end) as change
    from (select *, min(case when is_worth_it then position end) over () as best from {{ alternatives }}) as ranked
),
{%- endif %}

-- few, and clearly emptier than all others: answers that are missing here and there make no such gap
sparse as (
    select
        case
            when
                {{ columns }} >= 3
                and mostly_empty <= greatest(3, records / 100)
                and 10 * mostly_empty <= records
                and least_filled_of_others - most_filled_of_these >= {{ [2, columns // 4 + 1] | max }}
                then mostly_empty
            else 0
        end as mostly_empty_records,
        first_mostly_empty
    from counted
),

noted as (
    select
        case
            when counted.records < {{ resolution }}
                then 'fewer people than showcase_reporting_resolution = {{ resolution }}: ' || counted.records
                    || ', so that nothing is shared by enough of them; that takes more people, or a smaller number'
            when kept.share_kept < 0.5
                then 'of the {{ 'combinations of up to ' ~ reporting_length ~ ' ' if reporting_length > 1 }}values that people have, about ' || cast(cast(round(100 * kept.share_kept) as integer) as {{ varchar }})
                    || ' % are shared by {{ resolution }} or more and can be kept: '
                    || case
                        when counted.records < 30 * {{ resolution }} then 'so few people have little in common'
                        when rare.share_values_kept < 0.5 then 'most values are those of a few people'
                        else 'together the columns tell people apart'
                    end || coalesce('; ' || kept.change, '')
        end as advice_on_table,
        case
            when sparse.mostly_empty_records > 0
                then 'records with values in less than half of the columns, unlike others: ' || sparse.mostly_empty_records
                    || ', the first is record ' || sparse.first_mostly_empty || '; take out what is a total or a note and no person'
        end as advice_on_records,
        case
            when expected.expected_in_all > {{ max_combinations }}
                then 'some ' || expected.expected_in_all || ' combinations of up to {{ reporting_length }} values are expected, more than '
                    || 'showcase_max_combinations = {{ max_combinations }}; ' || driving.column_name || ' drives it, with a value in '
                    || cast(round(100 * least(driving.combinations / expected.expected_in_all, 1)) as integer)
                    || ' % of them: generalise it, band it or leave it out, or lower showcase_reporting_length'
        end as advice_on_number
    from counted, kept, sparse, rare, expected
    left join driving on true
),

final as (
    select
        counted.records,
        rare.attributes,
        rare.rare_attributes,
        at_risk.records_at_risk,
        sparse.mostly_empty_records,
        case when sparse.mostly_empty_records > 0 then sparse.first_mostly_empty end as first_mostly_empty_record,
        rare.share_values_kept,
        kept.share_kept,
        expected.expected_combinations,
        expected.expected_in_all,
        {{ max_combinations }} as max_combinations,
        driving.column_name as driving_column,
        round(least(driving.combinations / nullif(expected.expected_in_all, 0), 1), 3) as driving_share,
        coalesce(
            nullif(concat_ws('; also: ', noted.advice_on_number, noted.advice_on_table, noted.advice_on_records), ''), 'ready'
        ) as advice
    from counted, sparse, kept, noted, rare, at_risk, expected
    left join driving on true
)

select * from final
{% endmacro %}
