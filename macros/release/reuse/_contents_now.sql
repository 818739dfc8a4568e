{#- The contents of a relation now, as a short text made by `_contents_query`. -#}
{% macro _contents_now(relation, in_order=false) %}
    {{ return(run_query(synthetic_showcase._contents_query(relation, in_order)).columns[0].values() | first) }}
{% endmacro %}
