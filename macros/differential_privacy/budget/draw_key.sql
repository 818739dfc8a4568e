{#-
  The secret key of the fingerprints: drawn once from the operating system's randomness, and never published.

  Returns SQL with `secret`; no rows if there is one already.

  Arguments: none.
-#}
{% macro draw_key() %}
select showcase_secret(1) as secret
{%- if is_incremental() %}
where not exists (select secret from {{ this }})
{%- endif %}
{% endmacro %}
