{#-
  How ready each column is for a release: which values would be lost, and what to do about it. Sensitive.

  Returns SQL, one row per column in the order of the table:
    column_name; kind, what it looks like: bands, lists, numbers (more than 20), codes (fewer), dates, text, ages, a survey
      weight, free text, an id, or nothing where no record says anything;
    several_values, whether a record may hold several values of it;
    distinct_values; rare_values, those that fewer than `resolution` records hold;
    share_rare_values; records_with_value; records_at_risk, those that hold a rare value of it;
    lifted_values, those that generalisation replaces with a group (0 without generalisation);
    advice in words.

  Arguments:
    records: relation made by `prepare_records`, or `generalize_records`.
    attributes, distinct_records: relations made by `list_attributes` and `merge_records`.
    generalized_values: relation made by `generalize_values`, if there is one.
    resolution: defaults to `showcase_reporting_resolution`.
    bands: as for `prepare_records`; defaults to `showcase_bands`.
    codes_in_bands: {column: words on codes that its bands hide}, made by `_codes_in_bands`.
-#}
{% macro assess_columns(records, attributes, distinct_records, generalized_values=none, resolution=none, bands=none, codes_in_bands={}) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set bands = synthetic_showcase._option('bands', bands) -%}
    {%- set is_private = synthetic_showcase._is_private() -%}
    {%- set number = synthetic_showcase._number('trim(value)') -%}
    {%- set varchar = synthetic_showcase._type('varchar') -%}
    {#- Not with differential privacy: each sentence would tell something of the records. -#}
    {%- set practice = [] if is_private else synthetic_showcase._usual_practice(resolution) -%}
    {%- set ages = synthetic_showcase._usual_ages() %}
    {%- set leave_out = 'leave it out of showcase_use_columns' -%}
    {%- set coarser = "case when kind = 'bands' then 'name fewer edges in showcase_bands' when kind in ('numbers', 'dates') then 'band it in showcase_bands'"
        ~ " else 'generalise it in showcase_generalize' end" %}
with

columns as (
    {%- for column in synthetic_showcase._value_columns(records, 'record_id') %}
    {%- set asked = synthetic_showcase._lookup(bands, column.name) %}
    select
        {{ loop.index }} as position,
        {{ synthetic_showcase._text(column.name) }} as column_name,
        {{ column.is_list | lower }} as several_values,
        {{ synthetic_showcase._named_like(column.name, ['ages?', 'agep', 'edad', 'idade', 'alter', 'leeftijd', 'âge']) | lower }} as is_named_age,
        {{ synthetic_showcase._named_like(column.name, ['weights?', 'wgt', 'wt', 'pweight', 'perwt', 'pwgtp', 'wgtp', 'poids', 'gewicht']) | lower }} as is_named_weight,
        {{ (asked is not none) | lower }} as has_bands,
        {{ asked.quantiles if asked is mapping else 'cast(null as integer)' }} as bands_asked,
        {%- set hidden = synthetic_showcase._lookup(codes_in_bands, column.name) %}
        {{ synthetic_showcase._text(hidden) if hidden else 'cast(null as ' ~ varchar ~ ')' }} as codes_in_bands
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select
        cast(null as integer) as position,
        cast(null as {{ varchar }}) as column_name,
        cast(null as boolean) as several_values,
        cast(null as boolean) as is_named_age,
        cast(null as boolean) as is_named_weight,
        cast(null as boolean) as has_bands,
        cast(null as integer) as bands_asked,
        cast(null as {{ varchar }}) as codes_in_bands
    where false
    {%- endfor %}
),

values_by_column as (
    select
        column_name,
        count(*) as distinct_values,
        count(*) filter (where support < {{ resolution }}) as rare_values,
        count(*) filter (where contains(value, ';')) as values_like_lists,
        count(*) filter (where {{ number }} is not null) as numbers,
        count(*) filter (where {{ number }} = floor({{ number }})) as whole_numbers,
        count(*) filter (where {{ number }} = floor({{ number }}) and {{ number }} between 0 and 120) as possible_ages,
        max({{ number }}) filter (where {{ number }} between 0 and 120) as oldest,
        count(*) filter (where {{ synthetic_showcase._date('value') }} is not null) as dates,
        -- long, with five words or more, and not because it is a list of short items
        count(*) filter (
            where
                length(value) > 40 * (1 + length(value) - length(replace(value, ';', '')))
                and length(value) - length(replace(value, ' ', '')) >= 4
        ) as values_like_prose,
        count(*) - count(distinct lower({{ synthetic_showcase._clean_text('value') }})) as other_spellings
        {%- for each in practice %},
        {{ each.count }} as {{ each.name }}
        {%- endfor %}
    from {{ attributes }}
    group by column_name
),

-- what often means that a value is missing
coded as (
    select * from {{ attributes }} where {{ synthetic_showcase._is_one_of('trim(value)', synthetic_showcase._frequent_codes()) }}
),

-- among many numbers, where the next number below or above is about as frequent: 99 is also an age
usual as (
    select coded.attribute_id
    from coded
    inner join values_by_column as found on coded.column_name = found.column_name and found.numbers > 20
    inner join {{ attributes }} as beside on coded.column_name = beside.column_name and 2 * beside.support >= coded.support
    where
        abs({{ synthetic_showcase._number('trim(beside.value)') }} - {{ synthetic_showcase._number('trim(coded.value)') }}) = 1
        and beside.attribute_id not in (select attribute_id from coded)
),

-- the others, with the share of the records that have them
codes_by_column as (
    select
        coded.column_name,
        {{ synthetic_showcase._join_texts(
            "trim(coded.value) || ' (' || cast(round(cast(100 * coded.support as double) / total.records, 1) as " ~ varchar ~ ") || ' %)'",
            "', '", 'coded.support desc, coded.value'
        ) }} as codes
    from coded
    cross join (select count(*) as records from {{ records }}) as total
    where coded.attribute_id not in (select attribute_id from usual)
    group by coded.column_name
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
        coalesce(found.numbers, 0) as numbers,
        coalesce(found.whole_numbers, 0) as whole_numbers,
        coalesce(found.possible_ages, 0) as possible_ages,
        coalesce(found.oldest, 0) as oldest,
        coalesce(found.dates, 0) as dates,
        coalesce(found.values_like_prose, 0) as values_like_prose,
        coalesce(found.other_spellings, 0) as other_spellings,
        codes.codes,
        coalesce(held.records_with_value, 0) as records_with_value,
        coalesce(held.records_at_risk, 0) as records_at_risk,
        coalesce(lifted.lifted_values, 0) as lifted_values,
        lifted.column_name is not null as is_generalized,
        total.records
    from columns
    left join values_by_column as found on columns.column_name = found.column_name
    left join records_by_column as held on columns.column_name = held.column_name
    left join lifted_by_column as lifted on columns.column_name = lifted.column_name
    left join codes_by_column as codes on columns.column_name = codes.column_name
    cross join total
),

-- what each column looks like
recognised as (
    select
        *,
        case
            when distinct_values = 0 then 'nothing'
            when has_bands then 'bands'
            when is_named_weight and not several_values and distinct_values > 10 and numbers > 0.9 * distinct_values then 'a survey weight'
            when rare_values > 0.5 * distinct_values and values_like_prose > 0.5 * distinct_values then 'free text'
            when is_named_age and not several_values and distinct_values > 5 and oldest >= 15 and possible_ages > 0.8 * distinct_values then 'ages'
            when not several_values and rare_values = distinct_values and records_with_value >= 20 and dates = 0 and (
                (distinct_values > 0.9 * records_with_value and numbers < 0.5 * distinct_values)
                or (distinct_values = records_with_value and whole_numbers = distinct_values)
            ) then 'an id'
            when several_values or (rare_values > 0 and values_like_lists > distinct_values / 2) then 'lists'
            when numbers > 0.9 * distinct_values then case when distinct_values > 20 then 'numbers' else 'codes' end
            when dates > 0.9 * distinct_values then 'dates'
            else 'text'
        end as kind
    from measured
),

noted as (
    select
        *,
        case
            when kind = 'nothing'
                then 'no record says anything (0 says nothing unless showcase_sensitive_zeros names the column); '
                    || '{{ 'the release names it all the same, because whether it is empty is data' if is_private else 'the release leaves it out' }}'
            when kind = 'a survey weight'
                then 'looks like a survey weight; {{ leave_out }} and do not band it, because the release counts people'
            when kind = 'free text'
                then 'looks like free text; {{ leave_out }}, because neither bands nor a delimiter make groups of it'
            when kind = 'ages'
                then 'looks like ages, of which ' || rare_values || ' of ' || distinct_values || ' are below {{ resolution }}; '
                    || 'band them, as in showcase_bands: {' || column_name || ': {{ ages }}}'
            when kind = 'an id'
                then 'looks like an id, since nearly every record has a value of its own; {{ leave_out }}, and name it in '
                    || 'showcase_subject_id if it names the person'
            when kind = 'lists' and not several_values
                then rare_values || ' of ' || distinct_values || ' values are below {{ resolution }}, and most look like lists; '
                    || 'name the delimiter in showcase_multi_value_columns'
            when rare_values = distinct_values and distinct_values > 0.5 * records_with_value
                then 'nearly every record has a value of its own, and all would be lost; {{ leave_out }}, or ' || {{ coarser }}
            when rare_values = distinct_values
                then 'all ' || distinct_values || ' values are below {{ resolution }} and would be lost; {{ leave_out }}, or ' || {{ coarser }}
            when rare_values > 0 and is_generalized
                then rare_values || ' of ' || distinct_values || ' values are still below {{ resolution }} after generalisation ('
                    || records_at_risk || ' of ' || records || ' records hold one); name a higher level for the whole column in showcase_generalize'
            when rare_values > 0
                then rare_values || ' of ' || distinct_values || ' values are below {{ resolution }} ('
                    || records_at_risk || ' of ' || records || ' records hold one); ' || {{ coarser }}
            when distinct_values = 1 and records_with_value = records
                then 'the same in every record, so it tells nothing; it stays unless you leave it out of showcase_use_columns'
        end as main_advice,
        case
            when codes is not null
                then 'codes that often mean missing: ' || codes || '; name those that do in showcase_missing_values'
        end as advice_on_codes,
        case
            when codes_in_bands is not null
                then 'before bands, codes that often mean missing: ' || codes_in_bands || '; name those that do in showcase_missing_values'
        end as advice_on_codes_in_bands,
        case
            when other_spellings > 0
                then other_spellings || ' of ' || distinct_values || ' values are other spellings of one, by case, blanks or Unicode form; '
                    || '{{ 'merge them in the model that showcase_input_model names' if target.type == 'spark' else 'showcase_normalize_values merges them' }}'
        end as advice_on_spellings,
        case
            when distinct_values < bands_asked
                then distinct_values || ' bands, fewer than the ' || bands_asked || ' asked for, because many records have the same number'
        end as advice_on_bands
        {%- if practice %},
        -- empty where nothing is to be said
        concat_ws(
            '; '
            {%- for each in practice %},
            case when distinct_values > 0 and {{ each.when }} then {{ each.says }} end
            {%- endfor %}
        ) as advice_on_practice
        {%- else %},
        '' as advice_on_practice
        {%- endif %}
    from recognised
),

final as (
    select
        column_name,
        kind,
        several_values,
        distinct_values,
        rare_values,
        rare_values / nullif(distinct_values, 0) as share_rare_values,
        records_with_value,
        records_at_risk,
        lifted_values,
        column_name || ': ' || coalesce(
            nullif(
                concat_ws(
                    '; also: ', main_advice, advice_on_codes, advice_on_codes_in_bands, advice_on_spellings, advice_on_bands, nullif(advice_on_practice, '')
                ),
                ''
            ), 'ready'
        ) as advice
    from noted
    order by position
)

select * from final
{% endmacro %}
