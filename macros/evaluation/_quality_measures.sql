{#-
  The measures of quality over rows that are combinations: SQL for a select list. Ratios are summed
  as decimals, so that the result does not depend on the order in which threads add them up.
  Arguments: names of the columns with the count to be met and the count that is there.
-#}
{% macro _quality_measures(wanted, got) %}
        count(*) as combinations,
        avg(cast(least({{ got }} / {{ wanted }}, 1) as decimal(18, 9))) as preservation,
        avg(cast(abs({{ got }} - {{ wanted }}) / {{ wanted }} as decimal(18, 9))) as error,
        avg(cast(abs({{ got }} - {{ wanted }}) as decimal(18, 0))) as mean_absolute_error,
        avg(cast({{ got }} = 0 as integer)) as share_lost
{%- endmacro %}
