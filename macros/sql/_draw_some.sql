{#-
  SQL, for a query with groups, for some numbers of a group, chosen by a hash, as an ascending list. DuckDB: the first
  items of an ordered list; Spark: those of sorted structs. Arguments: value, SQL; drawn_by, a list of what is hashed;
  how_many.
-#}
{% macro _draw_some(value, drawn_by, how_many) %}
    {{- return(adapter.dispatch('_draw_some', 'synthetic_showcase')(value, synthetic_showcase._draw(drawn_by), how_many)) -}}
{% endmacro %}

{% macro default___draw_some(value, draw, how_many) %}
    {{- return('list_sort(list_slice(list(' ~ value ~ ' order by ' ~ draw ~ ', ' ~ value ~ '), 1, ' ~ how_many ~ '))') -}}
{% endmacro %}

{% macro spark___draw_some(value, draw, how_many) %}
    {{- return("sort_array(transform(slice(sort_array(collect_list(named_struct('draw', " ~ draw ~ ", 'value', " ~ value
        ~ '))), 1, ' ~ how_many ~ '), item -> item.value))') -}}
{% endmacro %}
