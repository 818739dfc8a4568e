{#- The rows that a relation has now, as `_contents_query` tells them. -#}
{% macro _contents_now(relation, in_order=false) %}
    {{ return(run_query(synthetic_showcase._contents_query(relation, in_order)).columns[0].values() | first) }}
{% endmacro %}
