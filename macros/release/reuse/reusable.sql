{#-
  Materialization `reusable`: a table that is made as dbt-duckdb makes tables, and left as it is where
  making it would give the same rows: the same statement, the same package, and the same rows in all that
  it reads, as at the build that made it, and its own rows untouched since. The log then says REUSED.
  `--full-refresh` makes it anew.

  For statements whose rows follow from what they read; one that draws at random, or asks for the time, has
  to be a `table`.
-#}
{% materialization reusable, adapter='duckdb', supported_languages=['sql'] %}
    {%- set fingerprint = synthetic_showcase._step_fingerprint() -%}
    {%- if fingerprint is not none and not should_full_refresh() and synthetic_showcase._stands(this, fingerprint) -%}
        {%- call noop_statement('main', 'REUSED') -%}
            {{ compiled_code }}
        {%- endcall -%}
        {{ return({'relations': [this.incorporate(type='table')]}) }}
    {%- endif -%}

    {%- set made = dbt.materialization_table_duckdb() -%}
    {%- if fingerprint is not none -%}
        {%- do synthetic_showcase._note_step(this, fingerprint, synthetic_showcase._contents_query(this)) -%}
    {%- endif -%}
    {{ return(made) }}
{% endmaterialization %}

{#- On Spark, where rows can't be told to be untouched without reading them all, a table is made anew. -#}
{% materialization reusable, adapter='spark', supported_languages=['sql'] %}
    {{ return(dbt.materialization_table_spark()) }}
{% endmaterialization %}
