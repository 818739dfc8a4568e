{#-
  SQL of CTEs that add Gaussian noise to the counts of one step in a single call; the last one is `noisy`, with
  fingerprint, the `keys` and noisy_count. No rows if no noise is due. Reads the CTE of `_due`.
  Arguments: counts, a CTE with the `keys` and `records`, one row per count; keys, names of columns that are unique
  together; sigma, SQL for the standard deviation.
-#}
{% macro _add_noise(counts, keys, sigma) -%}
listed as (
    select
        due.fingerprint,
        {{ sigma }} as sigma,
        list(
            struct_pack({% for key in keys %}{{ key }} := counts.{{ key }}, {% endfor %}records := counts.records)
            order by {% for key in keys %}counts.{{ key }}{{ ', ' if not loop.last }}{% endfor %}
        ) as counts
    from due, {{ counts }} as counts
    group by due.fingerprint
),

{{ synthetic_showcase._draw_noise() }},

noisy as (
    select fingerprint, {% for key in keys %}count.{{ key }}, {% endfor %}noisy_count
    from (select fingerprint, unnest(counts) as count, unnest(noisy_counts) as noisy_count from drawn)
)
{%- endmacro %}
