{#-
  Finding: reviewed exceptions that have expired, that lack an owner, a reason or a date, or whose date is further away
  than showcase_exception_days.

  Returns SQL with the columns of `exceptions`.

  Arguments: exceptions, a relation made by `list_exceptions`.
-#}
{% macro find_expired_exceptions(exceptions) %}
select model, column_name, reads, owner, reason, expires_on, statement
from {{ exceptions }}
where not coalesce({{ synthetic_showcase._in_force() }}, false)
{% endmacro %}
