{#-
  Fresh randomness of the operating system for choices that need no noise. It is never published, because it would
  reveal which attributes of a subject are kept.

  Returns SQL with one row: `salt`.

  Arguments: none.
-#}
{% macro draw_salt() %}
select showcase_secret(1) as salt
{% endmacro %}
