{#-
  The columns that look as if they named a person, by their name or by the values that are about to be published, and
  the reason for which somebody has let them pass. It reads nothing but names and values that may be published, so that
  with differential privacy it tells nothing of the records.

  Returns SQL with `column_name`, `kind` of identifier, `found_in` (`name` or `values`), `published_values` of the
  column, `values_found` (how many of them look like that; null for `name`), `reason` (null if nobody has reviewed the
  column). It has no values.

  Arguments:
    reported_columns, reported_attributes: relations made by `report_columns`, and by `report_attributes` or
      `report_private_attributes`.
    reviewed_columns: {column: reason}; defaults to `showcase_reviewed_columns`.
    bands: as in `prepare_records`; a date of birth in bands is none to the day.
-#}
{% macro list_identifying_columns(reported_columns, reported_attributes, reviewed_columns=none, bands=none) %}
    {%- set reviewed = synthetic_showcase._option('reviewed_columns', reviewed_columns) -%}
    {%- set banded = synthetic_showcase._option('bands', bands) | map('lower') | list -%}
    {%- set kinds = synthetic_showcase._identifying_kinds() -%}
    {%- set by_values = kinds | selectattr('rules', 'defined') | list -%}
    {%- set by_name = kinds | selectattr('in_names', 'defined') | map(attribute='kind') | list -%}
    {%- set text = synthetic_showcase._text %}
with

kinds as (
    {{ synthetic_showcase._named_kinds(kinds) }}
),

columns as (
    select
        column_name,
        {{ synthetic_showcase._words('column_name') }} as words,
        {{ synthetic_showcase._words('column_name', cuts_case=false) }} as words_in_one_case
    from {{ reported_columns }}
),

-- the values, and the names of columns, which may be values in a pivoted export; no-break spaces as blanks
written as (
    select values.column_name, columns.words, false as is_name, trim(translate(values.value, '{{ "\u00a0\u202f\u2009" }}', '   ')) as text
    from {{ reported_attributes }} as values
    inner join columns on values.column_name = columns.column_name
    union all
    select column_name, words, true as is_name, trim(column_name) as text
    from columns
),

spelled as (
    select
        *,
        lower(text) as lower,
        upper({{ synthetic_showcase._replace_matches('text', '[ -]', '') }}) as code
    from written
),

looked_at as (
    select
        column_name,
        is_name,
        {%- for each in by_values %}
        {{ synthetic_showcase._looks_like(each.rules) }} as is_{{ loop.index }},
        {%- endfor %}
        lower in ('0', '1', '0.0', '1.0', 'yes', 'no', 'true', 'false', 'y', 'n', 't', 'f', 'oui', 'non', 'si', 'sí') as is_yes_or_no
    from spelled
),

counted as (
    select
        column_name,
        count(*) filter (where not is_name) as published_values,
        count(*) filter (where not is_name and is_yes_or_no) as yes_or_no
        {%- for each in by_values %},
        count(*) filter (where not is_name and is_{{ loop.index }}) as found_{{ loop.index }},
        count(*) filter (where is_name and is_{{ loop.index }}) as named_{{ loop.index }}
        {%- endfor %}
    from looked_at
    group by column_name
),

found as (
    -- values of yes and no tell whether somebody has a telephone; with differential privacy names count whatever the
    -- values are, because they are looked at before there are any
    select columns.column_name, kinds.kind, 'name' as found_in, counted.published_values, cast(null as bigint) as values_found
    from columns
    inner join counted on columns.column_name = counted.column_name
    inner join kinds
        on ({{ synthetic_showcase._matches('columns.words', 'kinds.means') }} or {{ synthetic_showcase._matches('columns.words_in_one_case', 'kinds.means') }})
        and not {{ synthetic_showcase._matches('columns.words', 'kinds.means_not') }}
    where
        {{ 'true' if synthetic_showcase._is_private() else '(counted.published_values = 0 or counted.yes_or_no < counted.published_values)' }}
        {%- if banded %}
        and not (
            kinds.kind in ({% for each in kinds if each.not_banded %}{{ text(each.kind) }}{{ ', ' if not loop.last }}{% endfor %})
            and lower(columns.column_name) in ({% for name in banded %}{{ text(name) }}{{ ', ' if not loop.last }}{% endfor %})
        )
        {%- endif %}
    {%- for each in by_values %}
    {%- if each.kind in by_name %}
    union
    select column_name, {{ text(each.kind) }} as kind, 'name' as found_in, published_values, cast(null as bigint) as values_found
    from counted
    where named_{{ loop.index }} > 0
    {%- endif %}
    {%- endfor %}
    {%- for each in by_values %}
    union all
    select column_name, {{ text(each.kind) }} as kind, 'values' as found_in, published_values, found_{{ loop.index }} as values_found
    from counted
    where found_{{ loop.index }} > 0{{ ' and 2 * found_' ~ loop.index ~ ' >= published_values' if each.enough == 'half' }}
    {%- endfor %}
),

final as (
    select
        *,
        {%- if reviewed %}
        case lower(column_name)
            {%- for name, reason in reviewed.items() %}
            when {{ text(name | string | lower) }} then {{ text(reason | trim) }}
            {%- endfor %}
        end as reason
        {%- else %}
        cast(null as {{ synthetic_showcase._type('varchar') }}) as reason
        {%- endif %}
    from found
)

select * from final
order by column_name, kind, found_in
{% endmacro %}
