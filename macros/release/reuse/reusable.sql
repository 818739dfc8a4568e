{#-
  Materialization `reusable`: a table as dbt-duckdb makes them, but kept if building it again would give the same
  rows. That is so if the statement, the package, and the rows of all that it reads are the same as at the build that
  made it, and its own rows have not changed since. The log then says REUSED. `--full-refresh` builds it again.

  Its rows are noted in any case, so that a release can tell whether something else has changed them since.

  A model that draws random numbers or uses the time sets `meta: {reuse: false}`; it is built again each time.
-#}
{% materialization reusable, adapter='duckdb', supported_languages=['sql'] %}
    {%- set fingerprint = synthetic_showcase._step_fingerprint() -%}
    {%- if fingerprint is not none and config.get('meta', {}).get('reuse', true) and not should_full_refresh() and synthetic_showcase._stands(this, fingerprint) -%}
        {%- call noop_statement('main', 'REUSED') -%}
            {{ compiled_code }}
        {%- endcall -%}
        {{ return({'relations': [this.incorporate(type='table')]}) }}
    {%- endif -%}

    {%- set made = dbt.materialization_table_duckdb() -%}
    {%- if synthetic_showcase._step_notes() is not none -%}
        {%- do synthetic_showcase._note_step(this, fingerprint, synthetic_showcase._contents_query(this)) -%}
    {%- endif -%}
    {{ return(made) }}
{% endmaterialization %}

{#- On Spark a table is always built again, because checking that its rows are unchanged would read all of them. -#}
{% materialization reusable, adapter='spark', supported_languages=['sql'] %}
    {{ return(dbt.materialization_table_spark()) }}
{% endmaterialization %}
