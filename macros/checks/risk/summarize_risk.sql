{#-
  Records at risk in the sensitive table, before any protection, by group.

  Returns SQL with the group (`length`; or `column_name`; or `column_name` and `value`, then also
  `records_with_value`, how many records hold it) and
    records: records of the table;
    measured_records: records that were examined; the next three are counts of them;
    unique_records: hold a combination that no other record holds, of that length, or of any length up to R that
      includes the column or value;
    rare_records: hold one that fewer than `resolution` records hold;
    protected_records: rare records of which no such combination is to be published;
    share_unique, share_rare: shares of the measured records; share_protected: of the rare ones, null without any.

  Arguments:
    least_supports, measured_records, attributes, record_attributes, leaked_combinations: relations
      made by `measure_risk`, `choose_measured`, `list_attributes`, `encode_records` and
      `find_rare_combinations`.
    by: `length`, `column` or `attribute`.
    reporting_length: defaults to the variable.
-#}
{% macro summarize_risk(least_supports, measured_records, attributes, record_attributes, leaked_combinations, by, reporting_length=none) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set groups = {'length': ['length'], 'column': ['column_name'], 'attribute': ['column_name', 'value']} -%}
    {%- if by not in groups -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: summarize_risk: `by` must be one of ' ~ groups | join(', ') ~ '; it is ' ~ by ~ '.') }}
    {%- endif %}
    {%- set group = groups[by] | join(', ') %}
with

total as (
    select
        (select count(*) from {{ record_attributes }}) as records,
        (select count(*) from {{ measured_records }}) as measured_records
),

-- all groups, including those without risk
all_groups as (
    {%- if by == 'length' %}
    select cast(unnest(range(1, {{ reporting_length + 1 }})) as integer) as length
    {%- elif by == 'column' %}
    select distinct column_name from {{ attributes }}
    {%- else %}
    select column_name, value, support as records_with_value from {{ attributes }}
    {%- endif %}
),

-- the attributes of the measured records
cells as (
    select held.record_id, unnest(held.attribute_ids) as attribute_id
    from {{ record_attributes }} as held
    inner join {{ measured_records }} as measured on held.record_id = measured.record_id
),

-- measured records of which a rare combination is to be published, by group
exposed as (
    select distinct cells.record_id, {{ 'leaked.length' if by == 'length' else 'named.' ~ groups[by] | join(', named.') }}
    from (
        select attribute_ids as leak, len(attribute_ids) as length, unnest(attribute_ids) as attribute_id
        from (select distinct attribute_ids from {{ leaked_combinations }})
    ) as leaked
    inner join cells on leaked.attribute_id = cells.attribute_id
    {%- if by != 'length' %}
    inner join {{ attributes }} as named on leaked.attribute_id = named.attribute_id
    {%- endif %}
    qualify count(*) over (partition by leaked.leak, cells.record_id) = leaked.length
),

at_risk as (
    select
        {{ group }},
        risks.record_id,
        min(risks.least_support) as least_support,
        bool_or(exposed.record_id is not null) as is_exposed
    from (
        select least_supports.*{{ ', named.column_name, named.value' if by != 'length' }}
        from {{ least_supports }} as least_supports
        {%- if by != 'length' %}
        inner join {{ attributes }} as named on least_supports.attribute_id = named.attribute_id
        {%- endif %}
    ) as risks
    left join exposed using (record_id, {{ group }})
    group by {{ group }}, risks.record_id
),

counted as (
    select
        {{ group }},
        count(*) filter (where least_support = 1) as unique_records,
        count(*) as rare_records,
        count(*) filter (where not is_exposed) as protected_records
    from at_risk
    group by {{ group }}
),

final as (
    select
        all_groups.*,
        total.records,
        total.measured_records,
        coalesce(counted.unique_records, 0) as unique_records,
        coalesce(counted.rare_records, 0) as rare_records,
        coalesce(counted.protected_records, 0) as protected_records,
        coalesce(counted.unique_records, 0) / total.measured_records as share_unique,
        coalesce(counted.rare_records, 0) / total.measured_records as share_rare,
        counted.protected_records / counted.rare_records as share_protected
    from all_groups
    cross join total
    left join counted using ({{ group }})
    order by {{ 'length' if by == 'length' else 'rare_records desc, ' ~ group }}
)

select * from final
{% endmacro %}
