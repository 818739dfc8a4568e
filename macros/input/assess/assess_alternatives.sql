{#-
  How much of what people have in common a release could keep, as the options are, and with each of some changes.
  Sensitive.

  A combination of up to `reporting_length` values that a record holds can be kept if `resolution` or more records hold
  it: reported aggregates have no others, and no synthetic record does. `share_kept` is the share of such among all
  that the records hold, each counted once for every record that holds it. In a finished release it is
  the sum of the supports in `combination_counts`, divided by the number of combinations that the records hold.

  Returns SQL, one row for each alternative, the first one as it is and the others from the most kept to the least:
    position; alternative and setting, in words; columns_changed, how many (0 in the first row, null where combinations
    are shorter); share_kept; standard_error of the estimate; is_worth_it, whether clearly more is kept than as it is
    (0.03), and than with any change of fewer columns.

  It is an estimate: combinations are drawn from records that are drawn by a hash of their ids, one of each length from
  each record, and more where there are few records; each stands for as many as its record holds (Horvitz and
  Thompson, 1952). Supports are counted in all records. The alternatives:
    bands of ages, of numbers in four of equal size, and of dates in years, for up to five columns that lose most;
    all these bands at once;
    each level of a hierarchy that is given and not in use;
    without the column that costs most, and without the quarter or half of the columns that do: most of the rest
      would be kept without such a column;
    combinations of fewer values.

  Arguments:
    columns: relation made by `assess_columns`.
    attributes, record_attributes, distinct_records: relations made by `list_attributes`, `encode_records`
      and `merge_records`.
    hierarchies: {column: relation, or SQL for a from clause}, as for `generalize_values`.
    generalize, resolution, reporting_length: default to the variables.
-#}
{% macro assess_alternatives(
    columns, attributes, record_attributes, distinct_records, hierarchies={}, generalize=none, resolution=none, reporting_length=none
) %}
    {%- set generalize = synthetic_showcase._option('generalize', generalize) -%}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {#- Counting support costs more on Spark, so fewer records are drawn there. -#}
    {%- set sample_size = 500 if target.type == 'spark' else 4000 -%}
    {%- set varchar = synthetic_showcase._type('varchar') -%}
    {%- set text, ages = synthetic_showcase._text, synthetic_showcase._usual_ages() -%}
    {%- set number = synthetic_showcase._number('value') -%}
    {%- set quantiles = '[edges]' if target.type == 'spark' else '{quantiles: 4' ~ (', from: lowest, to: highest' if synthetic_showcase._is_private()) ~ '}' %}
with

-- columns that bands could make coarser, those that lose most first
worth_bands as (
    select column_name, kind
    from {{ columns }}
    where kind in ('ages', 'numbers', 'dates')
    order by records_at_risk desc, column_name
    {#- On Spark support is counted in records as they are. #}
    limit {{ 0 if target.type == 'spark' else 5 }}
),

banded as (
    select
        column_name,
        attribute_id,
        kind,
        case
            when kind = 'ages' then {{ synthetic_showcase._band('value', ages) }}
            when kind = 'dates' then {{ synthetic_showcase._date_text(synthetic_showcase._date('value'), 'year') }}
            else cast(floor(4 * (up_to_here - support / 2.0) / in_all) as {{ varchar }})
        end as name
    from (
        select
            attributes.*,
            worth_bands.kind,
            sum(attributes.support) over (partition by attributes.column_name order by {{ number }}, attributes.attribute_id) as up_to_here,
            sum(attributes.support) over (partition by attributes.column_name) as in_all
        from {{ attributes }} as attributes
        inner join worth_bands on attributes.column_name = worth_bands.column_name
    ) as sorted
),

-- the name that each value would have in an alternative
renamed as (
    select
        column_name || ' in bands' as alternative,
        'showcase_bands' as option,
        column_name || ': ' || case kind when 'ages' then '{{ ages }}' when 'dates' then 'year' else {{ text(quantiles) }} end as setting,
        attribute_id,
        column_name || ' ' || name as name
    from banded
    where name is not null
    {%- for column, hierarchy in hierarchies.items() if execute and column | lower not in generalize | map('lower') | list %}
    {%- set found = synthetic_showcase._hierarchy(column, hierarchy) %}
    {%- for level in found.levels %}
    union all
    select
        attributes.column_name || {{ text(' as ' ~ level) }} as alternative,
        'showcase_generalize' as option,
        attributes.column_name || {{ text(': ' ~ level) }} as setting,
        attributes.attribute_id,
        {{ text(loop.index ~ ' ') }} || attributes.column_name || ' ' || lifted.name as name
    from {{ attributes }} as attributes
    inner join (
        select distinct value, {{ synthetic_showcase._name(level) }} as name
        from {{ found.sql }} as hierarchy
    ) as lifted on trim(attributes.value) = lifted.value
    where lower(attributes.column_name) = {{ text(column | lower) }}
    {%- endfor %}
    {%- endfor %}
),

-- these names as attributes behind the others
grouped as (
    select
        alternative,
        option,
        setting,
        attribute_id,
        cast((select count(*) from {{ attributes }}) - 1 + dense_rank() over (order by name) as integer) as group_id
    from renamed
),

-- each change, and all bands at once
named as (
    select distinct alternative, option || ': {' || setting || '}' as setting, 1 as columns_changed
    from grouped
    union all
    select
        count(*) || ' columns in bands' as alternative,
        'showcase_bands: {' || {{ synthetic_showcase._join_texts('setting', "', '", 'setting') }} || '}' as setting,
        count(*) as columns_changed
    from (select distinct setting from grouped where option = 'showcase_bands') as bands
    having count(*) > 1
),

changes as (
    select alternative, attribute_id, group_id from grouped
    union all
    select named.alternative, grouped.attribute_id, grouped.group_id
    from grouped
    inner join named on grouped.option = 'showcase_bands' and named.columns_changed > 1
),

-- all records, with the attributes that they would have too
held as (
    select
        distinct_records.record_id,
        distinct_records.records,
        case
            when added.group_ids is null then distinct_records.attribute_ids
            else flatten({{ synthetic_showcase._list(['distinct_records.attribute_ids', 'added.group_ids']) }})
        end as attribute_ids
    from {{ distinct_records }} as distinct_records
    left join (
        select cells.record_id, {{ synthetic_showcase._collect('grouped.group_id', distinct=true) }} as group_ids
        from (select record_id, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id from {{ distinct_records }}) as cells
        inner join grouped on cells.attribute_id = grouped.attribute_id
        group by cells.record_id
    ) as added on distinct_records.record_id = added.record_id
),

sampled as (
    select record_id, attribute_ids
    from {{ record_attributes }}
    order by {{ synthetic_showcase._draw(['record_id', 1]) }}, record_id
    limit {{ sample_size }}
),

-- the attributes of the drawn records, their number, and how often combinations are drawn from a record
sampled_cells as (
    select
        record_id,
        {{ synthetic_showcase._list_length('attribute_ids') }} as width,
        {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id
    from sampled
),

repeats as (
    select {{ synthetic_showcase._unnest(synthetic_showcase._range(0, 40)) }} as place
),

times as (
    select place
    from repeats
    where place * (select count(*) from sampled) < {{ sample_size }}
),

-- combinations of each length from these records, and the number that each was drawn from
drawn as (
    {%- for length in range(1, reporting_length + 1) %}
    {%- set factors = ['1.0'] %}
    {%- for i in range(length) %}
    {%- do factors.append('(cells.width - ' ~ i ~ ') / ' ~ (i + 1)) %}
    {%- endfor %}
    select
        cells.record_id,
        {{ length }} as length,
        {{ synthetic_showcase._draw_some('cells.attribute_id', ['cells.record_id', 'cells.attribute_id', length, 'times.place'], length) }} as attribute_ids,
        {{ factors | join(' * ') }} as weight
    from sampled_cells as cells
    cross join times
    where cells.width >= {{ length }}
    group by cells.record_id, cells.width, times.place
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

-- equal draws of a record as one
draws as (
    select record_id, length, attribute_ids, sum(weight) as weight
    from drawn
    group by record_id, length, attribute_ids
),

members as (
    select record_id, attribute_ids, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id
    from draws
),

-- the combinations that an alternative changes, as they would be
changed as (
    select
        members.record_id,
        members.attribute_ids,
        named.alternative,
        {{ synthetic_showcase._collect('coalesce(changes.group_id, members.attribute_id)', distinct=true) }} as changed_ids
    from members
    cross join named
    left join changes on members.attribute_id = changes.attribute_id and named.alternative = changes.alternative
    group by members.record_id, members.attribute_ids, named.alternative
    having count(changes.group_id) > 0
),

asked as (
    select attribute_ids from draws
    union all
    select changed_ids as attribute_ids from changed
),

supports as (
    {{ synthetic_showcase.count_support(distinct_records if target.type == 'spark' else 'held', 'asked') }}
),

kept as (
    select draws.*, case when supports.support >= {{ resolution }} then draws.weight else 0 end as kept_weight
    from draws
    inner join supports on draws.attribute_ids = supports.attribute_ids
),

-- columns from the one without which most would be kept of the rest
by_column as (
    select
        held_columns.column_name,
        row_number() over (
            order by
                (max(total.kept_weight) - sum(held_columns.kept_weight)) / nullif(max(total.weight) - sum(held_columns.weight), 0) desc,
                held_columns.column_name
        ) as place,
        count(*) over () as columns
    from (
        select distinct kept.record_id, kept.attribute_ids, kept.weight, kept.kept_weight, attributes.column_name
        from kept
        inner join members on kept.record_id = members.record_id and kept.attribute_ids = members.attribute_ids
        inner join {{ attributes }} as attributes on members.attribute_id = attributes.attribute_id
    ) as held_columns
    cross join (select sum(weight) as weight, sum(kept_weight) as kept_weight from kept) as total
    group by held_columns.column_name
),

worst_column as (
    select members.record_id, members.attribute_ids, min(by_column.place) as place
    from members
    inner join {{ attributes }} as attributes on members.attribute_id = attributes.attribute_id
    inner join by_column on attributes.column_name = by_column.column_name
    group by members.record_id, members.attribute_ids
),

left_out as (
    select
        sizes.behind,
        count(*) as columns_changed,
        case when count(*) = 1 then 'without ' || min(by_column.column_name) else 'without ' || count(*) || ' columns' end as alternative,
        'showcase_use_columns without ' || {{ synthetic_showcase._join_texts('by_column.column_name', "', '", 'by_column.place') }} as setting
    from by_column
    inner join (
        select distinct behind
        from (
            select {{ synthetic_showcase._unnest(synthetic_showcase._list(['1', 'quarter', 'half'])) }} as behind
            from (
                select cast(floor(max(columns) / 4) as integer) as quarter, cast(floor(max(columns) / 2) as integer) as half
                from by_column
            ) as parts
        ) as fractions
    ) as sizes on by_column.place <= sizes.behind and sizes.behind < by_column.columns
    group by sizes.behind
),

-- what is kept of the draws, by alternative
by_draw as (
    select 'as it is' as alternative, '' as setting, 0 as columns_changed, record_id, weight, kept_weight
    from kept
    union all
    select
        named.alternative,
        named.setting,
        named.columns_changed,
        kept.record_id,
        kept.weight,
        case when changed.changed_ids is null then kept.kept_weight when supports.support >= {{ resolution }} then kept.weight else 0 end as kept_weight
    from kept
    cross join named
    left join changed
        on kept.record_id = changed.record_id and kept.attribute_ids = changed.attribute_ids and named.alternative = changed.alternative
    left join supports on changed.changed_ids = supports.attribute_ids
    union all
    select left_out.alternative, left_out.setting, left_out.columns_changed, kept.record_id, kept.weight, kept.kept_weight
    from kept
    inner join worst_column on kept.record_id = worst_column.record_id and kept.attribute_ids = worst_column.attribute_ids
    inner join left_out on worst_column.place > left_out.behind
    {%- for length in range(2, reporting_length) %}
    union all
    select
        'combinations of up to {{ length }} values' as alternative,
        'showcase_reporting_length: {{ length }}' as setting,
        cast(null as integer) as columns_changed,
        record_id,
        weight,
        kept_weight
    from kept
    where length <= {{ length }}
    {%- endfor %}
),

by_record as (
    select alternative, setting, columns_changed, record_id, sum(weight) as weight, sum(kept_weight) as kept_weight
    from by_draw
    group by alternative, setting, columns_changed, record_id
),

shares as (
    select alternative, sum(kept_weight) / sum(weight) as share_kept, sum(weight) as weight
    from by_record
    group by alternative
),

measured as (
    select
        by_record.alternative,
        by_record.setting,
        by_record.columns_changed,
        shares.share_kept,
        -- of a quotient of sums over records that are drawn
        sqrt(sum(power(by_record.kept_weight - shares.share_kept * by_record.weight, 2))) / max(shares.weight) as standard_error
    from by_record
    inner join shares on by_record.alternative = shares.alternative
    group by by_record.alternative, by_record.setting, by_record.columns_changed, shares.share_kept
),

compared as (
    select
        measured.alternative,
        max(case
            when simpler.columns_changed = 0 or simpler.columns_changed < measured.columns_changed
                then simpler.share_kept
        end) as simpler_share
    from measured
    cross join measured as simpler
    group by measured.alternative
),

final as (
    select
        row_number() over (order by case when measured.columns_changed = 0 then 0 else 1 end, measured.share_kept desc, measured.alternative) - 1 as position,
        measured.*,
        measured.share_kept >= compared.simpler_share + 0.03 as is_worth_it
    from measured
    inner join compared on measured.alternative = compared.alternative
)

select * from final
{% endmacro %}
