{#-
  The releases whose noise was drawn and stored completely. The same data with the same options is then the same
  release, and is not charged again.

  Returns SQL with `fingerprint`, `charge_id`, `drawn_at` (UTC), `delta`, `reported_records`; no rows if the release
  is marked already.

  Arguments: relations made by `identify_release`, `scale_noise` and `add_noise_to_combinations`, the last step that
  draws noise.
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
