{#-
  Fresh randomness of the operating system for choices that need no noise. Whoever knows it can tell which of a subject's
  attributes count: it is never published.

  Returns SQL with one row: `salt`.

  Arguments: none.
-#}
{% macro draw_salt() %}
select showcase_secret(1) as salt
{% endmacro %}
