{#-
  The subjects of a trial: those from whom a trial release is made, and those who are held out of it. They are drawn
  by a hash of seed and id; from a large table at most `max_subjects` are drawn.

  Returns SQL with `record_id`, `is_trained`; no rows with a control share of 0.

  Arguments:
    record_attributes: relation made by `encode_records`; records without any value take no part.
    control_share: share that is held out; defaults to `showcase_control_share`.
    seed: defaults to `showcase_seed`.
    max_subjects: most subjects drawn.
-#}
{% macro split_subjects(record_attributes, control_share=none, seed=none, max_subjects=50000) %}
    {%- set control_share = synthetic_showcase._option('control_share', control_share) -%}
    {%- set seed = synthetic_showcase._option('seed', seed) %}
with

first_drawn as (
    select record_id
    from {{ record_attributes }}
    order by hash(record_id, {{ seed }}), record_id
    limit {{ max_subjects if control_share > 0 else 0 }}
),

drawn as (
    select record_id, row_number() over (order by hash(record_id, {{ seed }}), record_id) as place
    from first_drawn
),

final as (
    select record_id, place > {{ control_share }} * (select count(*) from drawn) as is_trained
    from drawn
)

select * from final
{% endmacro %}
