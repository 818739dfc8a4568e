{#-
  The records whose risk is measured: all, or if that would take too long, a sample of at least 1,000, drawn by a hash
  of their ids.

  Returns SQL with `record_id`.

  Arguments:
    record_attributes: relation made by `encode_records`.
    reporting_length: defaults to the variable.
    max_combinations: most combinations of up to that length to examine, each counted once for every record
      that holds it.
-#}
{% macro choose_measured(record_attributes, reporting_length=none, max_combinations=60000000) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
with

widths as (
    select record_id, len(attribute_ids) as width from {{ record_attributes }}
),

-- the number of combinations that each record holds
sizes as (
    select
        record_id,
        {%- for length in range(1, reporting_length + 1) %}
        1.0{% for i in range(length) %} * greatest(width - {{ i }}, 0) / {{ i + 1 }}{% endfor %}{{ ' +' if not loop.last }}
        {%- endfor %} as combinations
    from widths
),

-- the first ones in the order of the draw, so that of a large table only a part is examined
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
