{#-
  SQL, for a query with groups, for the values of a group as a list without nulls. DuckDB: list(); Spark: collect_list
  or collect_set, sorted.
  Arguments: value, SQL; distinct, whether to keep equal values once; ordered, whether to sort; where, a condition,
  with which an empty list becomes null.
-#}
{% macro _collect(value, distinct=false, ordered=true, where=none) %}
    {{- return(adapter.dispatch('_collect', 'synthetic_showcase')(value, distinct, ordered, where)) -}}
{% endmacro %}

{% macro default___collect(value, distinct, ordered, where) %}
    {{- return('list(' ~ ('distinct ' if distinct else '') ~ value ~ (' order by ' ~ value if ordered else '') ~ ')'
        ~ (' filter (where ' ~ where ~ ')' if where is not none else '')) -}}
{% endmacro %}

{% macro spark___collect(value, distinct, ordered, where) %}
    {%- set found = ('collect_set(' if distinct else 'collect_list(') ~ value ~ ')' ~ (' filter (where ' ~ where ~ ')' if where is not none else '') -%}
    {%- set sorted = 'sort_array(' ~ found ~ ')' if ordered else found -%}
    {{- return(sorted if where is none else 'case when size(' ~ found ~ ') > 0 then ' ~ sorted ~ ' end') -}}
{% endmacro %}
