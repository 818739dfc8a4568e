{#-
  The releases whose noise is drawn to the end and kept: the same data with the same options is then the same
  release, and is charged nothing.

  Returns SQL with `fingerprint`, `charge_id`, `drawn_at` (UTC), `delta`, `reported_records`; no row where it is known.

  Arguments: relations made by `identify_release`, `scale_noise` and `add_noise_to_combinations`, the last that draws.
-#}
{% macro mark_drawn(release_key, noise_scales, noisy_combinations) %}
-- depends_on: {{ noisy_combinations }}
select
    release_key.fingerprint,
    '{{ invocation_id }}' as charge_id,
    cast(now() at time zone 'UTC' as timestamp) as drawn_at,
    scales.delta,
    scales.reported_records
from {{ release_key }} as release_key, {{ noise_scales }} as scales
where
    scales.length = 1
    {%- if is_incremental() %}
    and release_key.fingerprint not in (select fingerprint from {{ this }})
    {%- endif %}
{% endmacro %}
