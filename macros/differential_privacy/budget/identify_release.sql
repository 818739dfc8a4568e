{#-
  The identity of this release. The same data with the same options is the same release, so its noise is drawn and
  charged once.

  Returns SQL with one row: `data_set` (name), `fingerprint` (keyed hash of the records as a multiset and of
  all options on which noise depends; without the key nobody can check a guess about the records with it).

  Arguments:
    records: relation made by `prepare_records`.
    reported_columns: relation made by `report_columns`.
    fingerprint_key: relation made by `draw_key`.
  The options are the variables.
-#}
{% macro identify_release(records, reported_columns, fingerprint_key) %}
    {%- set options = {'mechanism': 2} -%}
    {%- for name in ['epsilon', 'delta', 'reporting_length', 'contribution_bound', 'max_values', 'fabrication_mode', 'deterministic_noise_for_tests', 'bands'] -%}
        {%- do options.update({name: synthetic_showcase._option(name)}) -%}
    {%- endfor -%}
    {%- do options.update({'shares': synthetic_showcase._budget_shares(), 'public_values': synthetic_showcase._public_values()}) %}
with

key as (
    select max(secret) as secret from {{ fingerprint_key }}
),

-- a keyed hash of 60 bits for each record
marks as (
    select
        cast(md5_number(key.secret || to_json([{% for column in synthetic_showcase._value_columns(records, 'record_id') %}
            {%- set name = 'records.' ~ synthetic_showcase._name(column.name) %}
            {{ name if column.is_list else 'case when ' ~ name ~ ' is not null then [' ~ name ~ '] end' }}{{ ',' if not loop.last }}
            {%- endfor %}
        ])) % 1152921504606846976 as bigint) as mark
    from {{ records }} as records
    cross join key
),

columns as (
    select string_agg({{ synthetic_showcase._selection('column_name', "coalesce(delimiter, '')") }}, ';' order by position) as columns
    from {{ reported_columns }}
),

contents as (
    select concat_ws(
        ';',
        (select count(*) from {{ records }}),
        (select coalesce(sum(mark), 0) from marks),
        (select columns from columns),
        {{ synthetic_showcase._text(tojson(options, sort_keys=true)) }}
    ) as contents
),

final as (
    select
        {{ synthetic_showcase._text(synthetic_showcase._data_set()) }} as data_set,
        sha256(key.secret || sha256(key.secret || contents.contents)) as fingerprint
    from key, contents
)

select * from final
{% endmacro %}
