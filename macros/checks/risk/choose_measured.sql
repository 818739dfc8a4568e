{#-
  The records whose risk is measured: all, or where that would be too dear, some, drawn by a hash of
  their ids; 1,000 at least.

  Returns SQL with `record_id`.

  Arguments:
    record_attributes: relation made by `encode_records`.
    reporting_length: defaults to the variable.
    max_combinations: combinations of up to that length to look at, each once for every record that
      holds it.
-#}
{% macro choose_measured(record_attributes, reporting_length=none, max_combinations=60000000) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
with

widths as (
    select record_id, len(attribute_ids) as width from {{ record_attributes }}
),

-- combinations that each record holds
sizes as (
    select
        record_id,
        {%- for length in range(1, reporting_length + 1) %}
        1.0{% for i in range(length) %} * greatest(width - {{ i }}, 0) / {{ i + 1 }}{% endfor %}{{ ' +' if not loop.last }}
        {%- endfor %} as combinations
    from widths
),

-- the first in the order of the draw: of a large table far fewer than all are looked at
first_drawn as (
    select record_id, combinations
    from sizes
    order by hash(record_id), record_id
    limit (select cast(coalesce(1000 + 2 * {{ max_combinations }} / avg(combinations), 0) as bigint) from sizes)
),

drawn as (
    select
        record_id,
        row_number() over (order by hash(record_id), record_id) as place,
        sum(combinations) over (order by hash(record_id), record_id) as combinations
    from first_drawn
),

final as (
    select record_id
    from drawn
    where combinations <= {{ max_combinations }} or place <= 1000
)

select * from final
{% endmacro %}
