{#-
  The attributes of a release, one row each: a dimension table with which BI tools and the page join the other
  published tables.

  Returns SQL with `attribute` (`column:value`, escaped), `column_name`, `column_label`, `column_position`
  (from 1), `column_kind`, `delimiter` (between several values in a cell; null for
  one value per record), `value`, `value_label`, `value_position` (from 1 in its column: numbers, bands and
  dates in their order, others alphabetically), `first_day` (of a year, quarter or month, else null).

  `column_kind` is `year`, `period` (quarters and months), `yes` (the only value is 1), `ordered` (bands, and up to 12
  whole numbers) or `category`.

  Arguments: relations made by `report_attributes`, `report_columns` and `summarize_checks`; labels defaults to
  `showcase_labels`.
-#}
{% macro describe_attributes(reported_attributes, reported_columns, checks, labels=none) %}
    {%- set labels = synthetic_showcase._option('labels', labels) -%}
    {%- set of_columns, of_values = [], [] -%}
    {%- for column, given in labels.items() -%}
        {%- if given is string or 'label' in given -%}
            {%- do of_columns.append([column, given if given is string else given.label]) -%}
        {%- endif -%}
        {%- for value, label in synthetic_showcase._value_labels(column, given).items() -%}
            {%- do of_values.append([column, value, label]) -%}
        {%- endfor -%}
    {%- endfor %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

column_labels as (
    {{ synthetic_showcase._rows_of_texts(['column_name', 'label'], of_columns) }}
),

value_labels as (
    -- one literal, because a code list may have thousands of rows
    select each[1] as column_name, each[2] as value, each[3] as label
    from (select unnest(from_json({{ synthetic_showcase._text(tojson(of_values)) }}, '[["VARCHAR"]]')) as each)
),

reported as (
    select
        attributes.attribute,
        attributes.column_name,
        attributes.value,
        columns.position,
        columns.delimiter,
        regexp_matches(attributes.value, '^(1[5-9]|20|21)[0-9]{2}$') as is_year,
        regexp_matches(attributes.value, '^[0-9]{4}-(Q[1-4]|0[1-9]|1[0-2])$') as is_period,
        regexp_matches(attributes.value, '^[0-9]{1,9}$') as is_number,
        regexp_matches(attributes.value, '^([0-9]+[.] )?([(]below )?-?[0-9]+([.][0-9]+)?[)]?( ?(-{1,2}|–|to <|to) ?-?[0-9]+([.][0-9]+)?|[+])?$') as is_band,
        try_cast(nullif(regexp_extract(attributes.value, '[0-9]+([.][0-9]+)?'), '') as double) as first_number
    from {{ reported_attributes }} as attributes
    inner join {{ reported_columns }} as columns on attributes.column_name = columns.column_name
    where (select checked.passed from checked)
),

kinds as (
    select
        column_name,
        case
            when bool_and(is_year) then 'year'
            when bool_and(is_period) then 'period'
            when count(*) = 1 and min(value) = '1' then 'yes'
            when bool_and(is_band) and not bool_and(is_number) then 'ordered'
            when bool_and(is_number) and count(*) between 2 and 12 then 'ordered'
            else 'category'
        end as column_kind
    from reported
    group by column_name
),

final as (
    select
        reported.attribute,
        reported.column_name,
        coalesce(column_labels.label, reported.column_name) as column_label,
        cast(dense_rank() over (order by reported.position) as integer) as column_position,
        kinds.column_kind,
        reported.delimiter,
        reported.value,
        coalesce(value_labels.label, reported.value) as value_label,
        cast(row_number() over (
            partition by reported.column_name
            order by
                kinds.column_kind <> 'ordered' or reported.value not like '(below %',
                case when kinds.column_kind = 'ordered' then reported.first_number end,
                reported.value
        ) as integer) as value_position,
        cast(case
            when kinds.column_kind = 'year' then make_date(cast(reported.value as integer), 1, 1)
            when kinds.column_kind = 'period' then make_date(
                cast(substr(reported.value, 1, 4) as integer),
                case
                    when substr(reported.value, 6, 1) = 'Q' then 3 * cast(substr(reported.value, 7, 1) as integer) - 2
                    else cast(substr(reported.value, 6, 2) as integer)
                end,
                1
            )
        end as date) as first_day
    from reported
    inner join kinds on reported.column_name = kinds.column_name
    left join column_labels on lower(reported.column_name) = lower(column_labels.column_name)
    left join value_labels
        on lower(reported.column_name) = lower(value_labels.column_name) and reported.value = value_labels.value
)

select * from final
order by column_position, value_position
{% endmacro %}
