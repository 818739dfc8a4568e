{#-
  Leaves a model or a data test out where it has nothing to do: stands first in its SQL, for dbt renders dbt_project.yml
  without the variables of the project that installs the package.

  Arguments: guarantee, `k_anonymity` or `differential_privacy`, and engine, `duckdb` or `spark`, where it is for one
  alone; when, false to leave it out for another reason.
-#}
{% macro _only_with(guarantee=none, engine=none, when=true) %}
    {%- if not when or engine not in [none, target.type] or guarantee not in [none, synthetic_showcase._option('guarantee')] -%}
        {{- config(enabled=false) -}}
    {%- endif -%}
{% endmacro %}
