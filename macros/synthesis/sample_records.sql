{#-
  Synthetic records under k-anonymity: at least `resolution` sensitive records hold the whole
  combination of each.

  Returns SQL with `synthetic_id` (from 1), `attribute_ids` (list of integers, ascending, not empty),
  `made_by` (`kept_whole`, `seeded` or `consolidated`; sensitive: it says how many sensitive records
  could be kept as they were).

  Arguments:
    record_attributes: relation with `record_id`, `attribute_id`, one row a cell.
    resolution: defaults to `showcase_reporting_resolution`.
    mode: defaults to `showcase_synthesis_mode`.
    seed: defaults to `showcase_seed`; the same seed and input give the same records.
  Raises an error on engines other than DuckDB.
-#}
{% macro sample_records(record_attributes, resolution=none, mode=none, seed=none) %}
    {{ return(adapter.dispatch('sample_records', 'synthetic_showcase')(
        record_attributes,
        synthetic_showcase._option('reporting_resolution', resolution),
        synthetic_showcase._option('synthesis_mode', mode),
        synthetic_showcase._option('seed', seed)
    )) }}
{% endmacro %}

{% macro default__sample_records(record_attributes, resolution, mode, seed) %}
    {{ exceptions.raise_compiler_error('synthetic_showcase: sample_records runs on DuckDB; the target is of type ' ~ target.type ~ '.') }}
{% endmacro %}

{% macro duckdb__sample_records(record_attributes, resolution, mode, seed) %}
with

-- one value for the function, which sees one row at a time
cells as (
    {{- synthetic_showcase._cell_list(record_attributes) }}
),

sampled as (
    select showcase_sample_records(cells, {{ resolution }}, '{{ mode }}', {{ seed }}) as records
    from cells
),

final as (
    select record.synthetic_id, record.attribute_ids, record.made_by
    from sampled, unnest(sampled.records) as _(record)
)

select * from final
{% endmacro %}
