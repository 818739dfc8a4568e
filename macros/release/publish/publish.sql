{#-
  The step from checked tables to published ones. If a check has findings, its data test keeps `dbt build` from
  getting here; the statement also raises an error by itself, so that `dbt run`, which runs no tests, cannot publish
  either.

  Returns SQL with some columns of `relation`, rows in the order of its id, whatever the number of threads.

  Arguments:
    relation: what is to be published.
    id: its first column, unique.
    columns: list of the others.
    checks: relation made by `summarize_checks`.
-#}
{% macro publish(relation, id, columns, checks) %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

final as (
    select
        {{ id }}
        {%- for column in columns %},
        {{ column }}
        {%- endfor %}
    from {{ relation }}
    where (select checked.passed from checked)
)

select * from final
order by {{ id }}
{% endmacro %}
