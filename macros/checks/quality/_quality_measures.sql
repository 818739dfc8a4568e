{#-
  The measures of quality over rows of combinations: SQL for a select list. Ratios are summed as decimals, so that the
  result does not depend on the order in which threads add them up.
  Arguments: names of the columns with the true count and with the protected count.
-#}
{% macro _quality_measures(wanted, got) %}
        count(*) as combinations,
        {{ synthetic_showcase._mean('least(' ~ got ~ ' / ' ~ wanted ~ ', 1)', 9) }} as preservation,
        {{ synthetic_showcase._mean('abs(' ~ got ~ ' - ' ~ wanted ~ ') / ' ~ wanted, 9) }} as error,
        {{ synthetic_showcase._mean('abs(' ~ got ~ ' - ' ~ wanted ~ ')', 0) }} as mean_absolute_error,
        avg(cast({{ got }} = 0 as integer)) as share_lost
{%- endmacro %}
