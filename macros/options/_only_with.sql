{#-
  Disables a model or a data test in releases that it is not for. It is called first in the SQL of the model and not
  in dbt_project.yml, because dbt renders that file without the variables of the project that installs the package.

  Arguments: guarantee, `k_anonymity` or `differential_privacy`, and engine, `duckdb` or `spark`, if it is for one
  alone; when, false to disable it for another reason.
-#}
{% macro _only_with(guarantee=none, engine=none, when=true) %}
    {%- if not when or engine not in [none, target.type] or guarantee not in [none, synthetic_showcase._option('guarantee')] -%}
        {{- config(enabled=false) -}}
    {%- endif -%}
{% endmacro %}
