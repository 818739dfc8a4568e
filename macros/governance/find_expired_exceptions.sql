{#-
  Finding: reviewed exceptions that have expired, or that lack an owner, a reason or a date.

  Returns SQL with the columns of `exceptions`.

  Arguments: exceptions, a relation made by `list_exceptions`.
-#}
{% macro find_expired_exceptions(exceptions) %}
select model, column_name, reads, owner, reason, expires_on
from {{ exceptions }}
where not coalesce({{ synthetic_showcase._in_force() }}, false)
{% endmacro %}
