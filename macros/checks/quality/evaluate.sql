{#-
  How well the protected tables preserve the sensitive counts, by group. Sensitive, because it is computed from
  unprotected counts.

  Returns SQL with `compared` (`synthetic_records` or `aggregates`), the group (`length`, or
  `count_from`, the lower bound of a bucket 1, 2, 5, 10, ... of the sensitive count) and
    combinations: frequent combinations in the group;
    preservation: mean of min(protected / sensitive, 1);
    error: mean of |protected - sensitive| / sensitive;
    mean_absolute_error: mean of |protected - sensitive|, in records;
    share_lost: share of them that the protected table lacks.

  Arguments:
    combination_comparison: relation made by `compare_combinations`.
    by: `length` or `count`.
-#}
{% macro evaluate(combination_comparison, by) %}
    {%- set groups = {'length': 'length', 'count': synthetic_showcase._count_bucket('sensitive_count') ~ ' as count_from'} -%}
    {%- if by not in groups -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: evaluate: `by` must be one of ' ~ groups | join(', ') ~ '; it is ' ~ by ~ '.') }}
    {%- endif %}
with

measured as (
    select 'synthetic_records' as compared, {{ groups[by] }}, sensitive_count, synthetic_count as protected_count
    from {{ combination_comparison }}
    union all
    select 'aggregates' as compared, {{ groups[by] }}, sensitive_count, reported_count as protected_count
    from {{ combination_comparison }}
),

final as (
    select
        compared,
        {{ 'length' if by == 'length' else 'count_from' }},
        {{ synthetic_showcase._quality_measures('sensitive_count', 'protected_count') }}
    from measured
    group by 1, 2
    order by 1 desc, 2
)

select * from final
{% endmacro %}
