{#-
  SQL of CTEs that add Gaussian noise to the counts of one step, in one draw; the last one is `noisy`, with
  fingerprint, `keys` and noisy_count. No row where nothing is due.
  Arguments: counts, a CTE with `keys` and `records`, one row a count; keys, its other columns, unique;
  sigma, SQL for the standard deviation.
-#}
{% macro _add_noise(counts, keys, sigma) -%}
listed as (
    select
        due.fingerprint,
        list(struct_pack({% for key in keys %}{{ key }} := counts.{{ key }}, {% endfor %}records := counts.records) order by {% for key in keys %}counts.{{ key }}{{ ', ' if not loop.last }}{% endfor %}) as counts
    from due, {{ counts }} as counts
    group by due.fingerprint
),

-- the one place where noise is drawn: once, for it has side effects
drawn as materialized (
    select
        fingerprint,
        counts,
        showcase_gaussian_noise(
            list_transform(counts, lambda each: cast(each.records as bigint)),
            {{ sigma }},
            {{ synthetic_showcase._option('deterministic_noise_for_tests') | lower }}
        ) as noisy_counts
    from listed
),

noisy as (
    select fingerprint, {% for key in keys %}count.{{ key }}, {% endfor %}noisy_count
    from (select fingerprint, unnest(counts) as count, unnest(noisy_counts) as noisy_count from drawn)
)
{%- endmacro %}
