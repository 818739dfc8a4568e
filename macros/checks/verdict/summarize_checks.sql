{#-
  One row per check of the release, with the number of its findings; what is published reads it.

  Returns SQL with `check_name`, `findings`.

  Arguments: findings, a dictionary of check name and relation.
-#}
{% macro summarize_checks(findings) %}
with

final as (
    {%- for check_name, relation in findings.items() %}
    select {{ synthetic_showcase._text(check_name) }} as check_name, count(*) as findings from {{ relation }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select * from final
{% endmacro %}
