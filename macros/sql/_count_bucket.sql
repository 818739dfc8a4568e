{#-
  SQL for the lower bound of the bucket 1, 2, 5, 10, 20, 50, ... that contains a positive count; the same on all
  engines.
-#}
{% macro _count_bucket(count) %}
    {%- set decade = 'cast(power(10, floor(log10(' ~ count ~ '))) as bigint)' -%}
    {{- return('case when ' ~ count ~ ' >= 5 * ' ~ decade ~ ' then 5 * ' ~ decade
        ~ ' when ' ~ count ~ ' >= 2 * ' ~ decade ~ ' then 2 * ' ~ decade ~ ' else ' ~ decade ~ ' end') -}}
{% endmacro %}
