{#-
  SQL of a CTE `drawn`: the rows of the CTE `listed` and `noisy_counts`, its list `counts` with Gaussian noise of
  standard deviation `sigma`. All Gaussian noise of the package is drawn by this macro.
-#}
{% macro _draw_noise() -%}
-- materialized, because each evaluation would draw fresh noise, and averaging over several would undo it
drawn as materialized (
    select
        *,
        showcase_gaussian_noise(
            list_transform(counts, lambda each: cast(each.records as bigint)),
            sigma,
            {{ synthetic_showcase._option('deterministic_noise_for_tests') | lower }}
        ) as noisy_counts
    from listed
)
{%- endmacro %}
