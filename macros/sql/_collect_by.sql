{#-
  SQL, for a query with groups, for the values of a group as a list in a given order. DuckDB: list() with order by;
  Spark: sorted structs of `by` and `value`. Arguments, both SQL: value; by, the order, without ties.
-#}
{% macro _collect_by(value, by) %}
    {{- return(adapter.dispatch('_collect_by', 'synthetic_showcase')(value, by)) -}}
{% endmacro %}

{% macro default___collect_by(value, by) %}
    {{- return('list(' ~ value ~ ' order by ' ~ by ~ ')') -}}
{% endmacro %}

{% macro spark___collect_by(value, by) %}
    {{- return("transform(sort_array(collect_list(named_struct('place', " ~ by ~ ", 'value', " ~ value ~ '))), item -> item.value)') -}}
{% endmacro %}
