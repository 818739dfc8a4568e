{#-
  SQL, for the end of a query, that takes so many records, the first ones by record_id. DuckDB: where record_id < n;
  Spark, whose record ids have gaps: order by and limit.
-#}
{% macro _first_records(how_many) %}
    {{- return(adapter.dispatch('_first_records', 'synthetic_showcase')(how_many)) -}}
{% endmacro %}

{% macro default___first_records(how_many) %}
    {{- return('where record_id < ' ~ how_many) -}}
{% endmacro %}

{% macro spark___first_records(how_many) %}
    {{- return('order by record_id limit ' ~ how_many) -}}
{% endmacro %}
