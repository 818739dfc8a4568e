{#-
  SQL of CTEs, for `infer_counts`, that number all combinations it reasons about and give each a first interval:
    combinations: `combination_id`, `least`, `most`, of the reported combinations and of the parts in `divided`;
    unreported: `combination_id` and the keys of those parts that are not reported;
    slots: `whole_id`, `column_number`, `attribute_id` of each part, with its number as `part_id`.
  Reads the CTEs `reported` and `divided`.

  Arguments: attributes, reported_totals: relations, as for `infer_counts`; suppressed, the sensitive columns of which a
  count of k or more may be missing; resolution; places, the positions 1 to R in a combination.
-#}
{% macro _number_parts(attributes, reported_totals, suppressed, resolution, places) -%}
    {#- One integer for each position: they are compared in a tenth of the time that lists take. -#}
    {%- set keys = 'key_' ~ places | join(', key_') -%}
keyed as (
    select
        whole_id,
        column_number,
        attribute_id,
        {%- for place in places %}
        coalesce(part[{{ place }}], -1) as key_{{ place }}{{ ',' if not loop.last }}
        {%- endfor %}
    from divided
),

keyed_reported as (
    select
        reported_id,
        reported_count,
        {%- for place in places %}
        coalesce(attribute_ids[{{ place }}], -1) as key_{{ place }}{{ ',' if not loop.last }}
        {%- endfor %}
    from reported
),

-- parts that are not reported are numbered after the reported combinations
unreported as (
    select (select count(*) from reported) + row_number() over () as combination_id, {{ keys }}
    from (
        select distinct {{ keys }} from keyed
        except
        select {{ keys }} from keyed_reported
    )
),

numbered as (
    select reported_id as combination_id, {{ keys }} from keyed_reported
    union all
    select combination_id, {{ keys }} from unreported
),

combinations as (
    select
        reported_id as combination_id,
        reported_count as least,
        reported_count + {{ resolution - 1 }} as most
    from keyed_reported
    union all
    select
        combination_id,
        0 as least,
        {%- if suppressed %}
        case
            when list_has_any([{{ keys }}], (
                select list(attribute_id) from {{ attributes }}
                where lower(column_name) in (
                    {%- for name in suppressed %}{{ synthetic_showcase._text(name | lower) }}{{ ', ' if not loop.last }}{% endfor -%}
                )
            )) then (select reported_records + {{ resolution - 1 }} from {{ reported_totals }})
            else {{ resolution - 1 }}
        end as most
        {%- else %}
        {{ resolution - 1 }} as most
        {%- endif %}
    from unreported
),

slots as (
    select keyed.whole_id, keyed.column_number, keyed.attribute_id, numbered.combination_id as part_id
    from keyed
    inner join numbered on {% for place in places %}keyed.key_{{ place }} = numbered.key_{{ place }}{{ ' and ' if not loop.last }}{% endfor %}
)
{%- endmacro %}
