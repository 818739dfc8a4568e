{#-
  SQL for a text as a timestamp, or null if it is none. DuckDB: try_cast; Spark: the same for texts with a full date.
-#}
{% macro _date(text) %}
    {{- return(adapter.dispatch('_date', 'synthetic_showcase')(text)) -}}
{% endmacro %}

{% macro default___date(text) %}
    {{- return('try_cast(' ~ text ~ ' as timestamp)') -}}
{% endmacro %}

{#- Spark would read 2020 as the first of January. -#}
{% macro spark___date(text) %}
    {{- return('case when ' ~ text ~ " rlike '^ *[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T].*)?$' then try_cast(" ~ text ~ ' as timestamp_ntz) end') -}}
{% endmacro %}
