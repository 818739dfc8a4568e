{#-
  SQL, for a query with groups, for the mean of numbers rounded to some decimals, as a double; no number may be null
  or negative. DuckDB: avg of decimals; Spark: a sum of whole numbers. Both sums are exact, so that the result does
  not depend on the order of the rows.
-#}
{% macro _mean(number, decimals) %}
    {{- return(adapter.dispatch('_mean', 'synthetic_showcase')(number, decimals)) -}}
{% endmacro %}

{% macro default___mean(number, decimals) %}
    {{- return('avg(cast(' ~ number ~ ' as decimal(18, ' ~ decimals ~ ')))') -}}
{% endmacro %}

{#- Rounds half up, like DuckDB. Spark's cast rounds some halves otherwise, and its avg of decimals keeps 13 decimals only. -#}
{% macro spark___mean(number, decimals) %}
    {%- set one = '1' ~ '0' * decimals ~ '.0D' -%}
    {{- return('cast(sum(floor((' ~ number ~ ') * ' ~ one ~ ' + 0.5D)) as double) / ' ~ one ~ ' / count(*)') -}}
{% endmacro %}
