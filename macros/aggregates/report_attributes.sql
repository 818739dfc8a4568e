{#-
  The attributes that may be published: those with a support of at least `resolution`.

  Returns SQL with `attribute_id`, `column_name`, `value`, `attribute` (`column:value`, escaped).

  Arguments:
    attributes: relation made by `list_attributes`.
    resolution: defaults to `showcase_reporting_resolution`.
-#}
{% macro report_attributes(attributes, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- do synthetic_showcase._keep_of_model('k', resolution) -%}
with

final as (
    select
        attribute_id,
        column_name,
        value,
        {{ synthetic_showcase._selection('column_name', 'value') }} as attribute
    from {{ attributes }}
    where support >= {{ resolution }}
)

select * from final
{% endmacro %}
