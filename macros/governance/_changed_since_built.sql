{#-
  SQL with a finding for each `reusable` model of a release whose rows, columns or types are no longer those that were
  noted when it was built: something else has written into it. `results` of the run; `published` nodes.
-#}
{% macro _changed_since_built(results, published) %}
    {%- set made_from = synthetic_showcase._release_nodes(published) -%}
    {%- for result in results if result.node.unique_id in made_from and result.node.config.materialized == 'reusable' %}
    select
        {{ synthetic_showcase._text(result.node.name) }} as model,
        not showcase_has_contents(
            {{ synthetic_showcase._text(result.node.relation_name) }}, ({{ synthetic_showcase._contents_query(result.node.relation_name) }})
        ) as changed
    {{ 'union all' if not loop.last }}
    {%- else %}
    select null as model, false as changed
    {%- endfor %}
{% endmacro %}
