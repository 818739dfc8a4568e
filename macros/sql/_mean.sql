{#-
  SQL, for a query with groups, for the mean of numbers, none null or below 0, that are rounded to some decimals, as a double. The sum
  is exact, so that it does not depend on the order in which it is made.
-#}
{% macro _mean(number, decimals) %}
    {{- return(adapter.dispatch('_mean', 'synthetic_showcase')(number, decimals)) -}}
{% endmacro %}

{% macro default___mean(number, decimals) %}
    {{- return('avg(cast(' ~ number ~ ' as decimal(18, ' ~ decimals ~ ')))') -}}
{% endmacro %}

{#- Rounded as DuckDB does it, a half up: Spark's own cast rounds what is written as a half in another way, and its mean has 13 decimals. -#}
{% macro spark___mean(number, decimals) %}
    {%- set one = '1' ~ '0' * decimals ~ '.0D' -%}
    {{- return('cast(sum(floor((' ~ number ~ ') * ' ~ one ~ ' + 0.5D)) as double) / ' ~ one ~ ' / count(*)') -}}
{% endmacro %}
