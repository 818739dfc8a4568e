{#- SQL for whether a reviewed exception is in force: it has an owner, a reason and a date that has not passed. -#}
{% macro _in_force() %}
    (
        expires_on >= date '{{ run_started_at.strftime("%Y-%m-%d") }}'
        and trim(owner) <> ''
        and trim(reason) <> ''
    )
{%- endmacro %}
