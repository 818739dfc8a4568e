{#-
  Synthetic records under k-anonymity: the whole combination of each is held by at least `resolution` sensitive
  records.

  Returns SQL with `synthetic_id` (from 1), `attribute_ids` (list of integers, ascending, not empty).

  Arguments:
    distinct_records: relation made by `merge_records`.
    attributes, records: relations made by `list_attributes` and `prepare_records`. Needed by the mode unseeded, to
      know which values exclude each other and how many records there are.
    mode: shortfall_seeded, row_seeded, value_seeded or unseeded; defaults to `showcase_synthesis_mode`.
    resolution, reporting_length, oversampling_ratio, oversampling_tries: default to the variables.
    seed: defaults to `showcase_seed`; the same seed and input give the same records.
  On Spark the executors sample parts of similar records with the same function, each of at most
  `showcase_spark_part_size` distinct records. If k records of one part hold the whole of a synthetic record, so do k
  records of the table. A single part gives the same records as DuckDB, in another order.
  Raises an error on other engines, on Spark for value_seeded and unseeded, and for aggregate_seeded, whose records
  `sample_aggregates` makes.
-#}
{% macro sample_records(
    distinct_records, attributes=none, records=none, resolution=none, mode=none, seed=none,
    reporting_length=none, oversampling_ratio=none, oversampling_tries=none
) %}
    {%- set mode = synthetic_showcase._option('synthesis_mode', mode) -%}
    {%- if mode == 'aggregate_seeded' or (mode == 'unseeded' and (attributes is none or records is none)) -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: sample_records: the mode ' ~ mode
            ~ (' needs the arguments attributes and records.' if mode == 'unseeded' else ' is that of sample_aggregates.')) }}
    {%- endif -%}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- do synthetic_showcase._keep_of_model('k', resolution) -%}
    {{ return(adapter.dispatch('sample_records', 'synthetic_showcase')(distinct_records, attributes, records, {
        'mode': mode,
        'resolution': resolution,
        'seed': synthetic_showcase._option('seed', seed),
        'reporting_length': synthetic_showcase._option('reporting_length', reporting_length),
        'oversampling_ratio': synthetic_showcase._option('oversampling_ratio', oversampling_ratio),
        'oversampling_tries': synthetic_showcase._option('oversampling_tries', oversampling_tries),
    })) }}
{% endmacro %}

{% macro default__sample_records(distinct_records, attributes, records, settings) %}
    {{ synthetic_showcase._refuse_engine('sample_records runs on DuckDB and Spark') }}
{% endmacro %}

{% macro duckdb__sample_records(distinct_records, attributes, records, settings) %}
with

-- all records as one value, because the function is called once per row
listed as (
    {{- synthetic_showcase._record_list(distinct_records) }}
),
{% if settings.mode == 'unseeded' %}
-- the column of each attribute; a value of a column of lists counts as a column of its own
numbered as (
    select
        attribute_id,
        {%- set lists = synthetic_showcase._value_columns(records, 'record_id') | selectattr('is_list') | map(attribute='name') | list %}
        {%- if lists %}
        case when column_name in (
            {%- for name in lists %}{{ synthetic_showcase._text(name) }}{{ ', ' if not loop.last }}{% endfor -%}
        ) then attribute_id end as alone,
        {%- else %}
        null as alone,
        {%- endif %}
        column_name
    from {{ attributes }}
),

columns as (
    select list(cast(column_number - 1 as integer) order by attribute_id) as column_numbers
    from (select attribute_id, dense_rank() over (order by column_name, alone) as column_number from numbered)
),
{% else %}
columns as (
    select cast([] as integer[]) as column_numbers
),
{% endif %}
sampled as (
    select
        showcase_sample_records(
            listed.records,
            columns.column_numbers,
            {
                'mode': '{{ settings.mode }}',
                'resolution': {{ settings.resolution }},
                'seed': {{ settings.seed }},
                'records': {% if settings.mode == 'unseeded' %}(select count(*) from {{ records }}){% else %}null{% endif %},
                'reporting_length': {{ settings.reporting_length }},
                'oversampling_ratio': {{ 'null' if settings.oversampling_ratio is none else settings.oversampling_ratio }},
                'oversampling_tries': {{ settings.oversampling_tries }}
            }
        ) as kinds
    from listed, columns
),

final as (
    select unnest(kind.synthetic_ids) as synthetic_id, kind.attribute_ids
    from sampled, unnest(sampled.kinds) as _(kind)
)

select * from final
{% endmacro %}

{% macro spark__sample_records(distinct_records, attributes, records, settings) %}
    {%- set modes = synthetic_showcase.showcase_options().synthesis_mode.choices.spark -%}
    {%- if settings.mode not in modes -%}
        {{ synthetic_showcase._refuse('synthesis_mode', settings.mode, 'one of ' ~ modes | join(', ') ~ ' on Spark') }}
    {%- endif %}
with

parts as (
    {{- synthetic_showcase._cut_parts(distinct_records, settings.resolution) }}
),

sampled as (
    {{- synthetic_showcase._run_script(
        'records', {'mode': settings.mode, 'resolution': settings.resolution, 'seed': settings.seed},
        from='(select part, records, array_join(attribute_ids, \' \') as attributes from parts distribute by part sort by part)',
        given=['part', 'records', 'attributes'], made=['attributes', 'records']
    ) }}
),

-- merged, because several parts may make equal records
kinds as (
    select attributes, sum(cast(records as bigint)) as records
    from sampled
    group by attributes
),

-- the order depends only on published values and the seed, so that it reveals nothing about the records
ordered as (
    select
        cast(split(attributes, ' ') as array<int>) as attribute_ids,
        records,
        sum(records) over (
            order by xxhash64(attributes, {{ settings.seed }}), attributes
            rows between unbounded preceding and current row
        ) as last_id
    from kinds
),

final as (
    select explode(sequence(last_id - records + 1, last_id)) as synthetic_id, attribute_ids
    from ordered
)

select * from final
{% endmacro %}
