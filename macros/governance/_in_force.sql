{#-
  SQL for whether a reviewed exception is in force: it has an owner, a reason and a date that has not passed, and is no
  further away than showcase_exception_days.
-#}
{% macro _in_force() %}
    (
        expires_on >= date '{{ run_started_at.strftime("%Y-%m-%d") }}'
        and expires_on <= date '{{ run_started_at.strftime("%Y-%m-%d") }}' + {{ synthetic_showcase._option('exception_days') }}
        and trim(owner) <> ''
        and trim(reason) <> ''
    )
{%- endmacro %}
