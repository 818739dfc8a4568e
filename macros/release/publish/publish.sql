{#-
  The step from what was checked to what is published. A data test with a finding keeps `dbt build`
  from getting here; the statement itself stops too, so that `dbt run` can't publish either.

  Returns SQL with some columns of `relation`, rows in the order of its id, whatever the number of threads.

  Arguments:
    relation: what is to be published.
    id: its first column, unique.
    columns: list of the others.
    checks: relation made by `summarize_checks`.
-#}
{% macro publish(relation, id, columns, checks) %}
with

-- true where no check found anything, else an error that names those that did
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
