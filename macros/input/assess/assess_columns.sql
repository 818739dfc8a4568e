{#-
  How ready each column is for a release: which values would be lost, and what to do about it. Sensitive.

  Returns SQL, one row per column in the order of the table:
    column_name; several_values, whether a record may hold several values of it;
    distinct_values; rare_values, those that fewer than `resolution` records hold;
    share_rare_values; records_with_value; records_at_risk, those that hold a rare value of it;
    lifted_values, those that generalisation replaces with a group (0 without generalisation);
    advice in words.

  Arguments:
    records: relation made by `prepare_records`, or `generalize_records`.
    attributes, distinct_records: relations made by `list_attributes` and `merge_records`.
    generalized_values: relation made by `generalize_values`, if there is one.
    resolution: defaults to `showcase_reporting_resolution`.
-#}
{% macro assess_columns(records, attributes, distinct_records, generalized_values=none, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {#- Not with differential privacy: each sentence would tell something of the records. -#}
    {%- set practice = [] if synthetic_showcase._is_private() else synthetic_showcase._usual_practice(resolution) %}
with

columns as (
    {%- for column in synthetic_showcase._value_columns(records, 'record_id') %}
    select {{ loop.index }} as position, {{ synthetic_showcase._text(column.name) }} as column_name, {{ column.is_list | lower }} as several_values
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select cast(null as integer) as position, cast(null as {{ synthetic_showcase._type('varchar') }}) as column_name, cast(null as boolean) as several_values
    where false
    {%- endfor %}
),

values_by_column as (
    select
        column_name,
        count(*) as distinct_values,
        count(*) filter (where support < {{ resolution }}) as rare_values,
        count(*) filter (where contains(value, ';')) as values_like_lists
        {%- for each in practice %},
        {{ each.count }} as {{ each.name }}
        {%- endfor %}
    from {{ attributes }}
    group by column_name
),

records_by_column as (
    select
        columns.column_name,
        sum(attributes.support) as records_with_value,
        sum(attributes.support) filter (where attributes.support < {{ resolution }}) as records_at_risk
    from columns
    inner join {{ attributes }} as attributes on columns.column_name = attributes.column_name
    where not columns.several_values
    group by columns.column_name
    union all
    -- a record counts once, however many values it holds
    select
        cells.column_name,
        sum(cells.records) as records_with_value,
        sum(cells.records) filter (where cells.least_support < {{ resolution }}) as records_at_risk
    from (
        select columns.column_name, held.record_id, any_value(held.records) as records, min(attributes.support) as least_support
        from (select record_id, records, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id from {{ distinct_records }}) as held
        inner join {{ attributes }} as attributes on held.attribute_id = attributes.attribute_id
        inner join columns on attributes.column_name = columns.column_name
        where columns.several_values
        group by columns.column_name, held.record_id
    ) as cells
    group by cells.column_name
),

lifted_by_column as (
    {%- if generalized_values is none %}
    select cast(null as {{ synthetic_showcase._type('varchar') }}) as column_name, 0 as lifted_values
    where false
    {%- else %}
    select column_name, count(*) filter (where level <> 'value') as lifted_values
    from {{ generalized_values }}
    group by column_name
    {%- endif %}
),

total as (
    select count(*) as records from {{ records }}
),

measured as (
    select
        columns.*,
        coalesce(found.distinct_values, 0) as distinct_values,
        coalesce(found.rare_values, 0) as rare_values,
        coalesce(found.values_like_lists, 0) as values_like_lists,
        {%- for each in practice %}
        coalesce(found.{{ each.name }}, 0) as {{ each.name }},
        {%- endfor %}
        coalesce(held.records_with_value, 0) as records_with_value,
        coalesce(held.records_at_risk, 0) as records_at_risk,
        coalesce(lifted.lifted_values, 0) as lifted_values,
        lifted.column_name is not null as is_generalized,
        total.records
    from columns
    left join values_by_column as found on columns.column_name = found.column_name
    left join records_by_column as held on columns.column_name = held.column_name
    left join lifted_by_column as lifted on columns.column_name = lifted.column_name
    cross join total
),

advised as (
    select
        *,
        case
            when distinct_values = 0 then 'no record says anything; leave it out'
            when rare_values > 0 and values_like_lists > distinct_values / 2
                then rare_values || ' of ' || distinct_values || ' values are below {{ resolution }}, and most look like lists; '
                    || 'name the delimiter in showcase_multi_value_columns'
            when rare_values = distinct_values and distinct_values > 0.5 * records_with_value
                then 'nearly every record has a value of its own, and all would be lost; leave it out or band it'
            when rare_values = distinct_values
                then 'all ' || distinct_values || ' values are below {{ resolution }} and would be lost; leave it out, generalise or band it'
            when rare_values > 0 and is_generalized
                then rare_values || ' of ' || distinct_values || ' values are still below {{ resolution }} after generalisation ('
                    || records_at_risk || ' of ' || records || ' records hold one); name a higher level for the whole column'
            when rare_values > 0
                then rare_values || ' of ' || distinct_values || ' values are below {{ resolution }} ('
                    || records_at_risk || ' of ' || records || ' records hold one); generalise or band it'
            when distinct_values = 1 and records_with_value = records
                then 'the same in every record, so it tells nothing; leave it out'
            else 'ready'
        end as about_loss,
        {%- if practice %}
        -- empty where nothing is to be said
        concat_ws(
            '; '
            {%- for each in practice %},
            case when distinct_values > 0 and {{ each.when }} then {{ each.says }} end
            {%- endfor %}
        ) as about_practice
        {%- else %}
        '' as about_practice
        {%- endif %}
    from measured
),

final as (
    select
        column_name,
        several_values,
        distinct_values,
        rare_values,
        rare_values / nullif(distinct_values, 0) as share_rare_values,
        records_with_value,
        records_at_risk,
        lifted_values,
        column_name || ': ' || case
            when about_practice = '' then about_loss
            when about_loss = 'ready' then about_practice
            else about_loss || '; ' || about_practice
        end as advice
    from advised
    order by position
)

select * from final
{% endmacro %}
