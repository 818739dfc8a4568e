{#-
  What the certificate tells of a release besides its tables and lineage: verdicts, versions, and what
  the ledger says of earlier ones. `descriptions`: nodes made by `describe_release`.
-#}
{% macro _release_facts(results, ledger, descriptions) %}
    {%- set checks = [] -%}
    {%- for node in synthetic_showcase._nodes_that_call('summarize_checks', results | map(attribute='node') | selectattr('resource_type', 'equalto', 'model')) -%}
        {%- do checks.extend(run_query('select check_name from ' ~ node.relation_name ~ ' order by 1').columns[0].values()) -%}
    {%- endfor -%}
    {%- set earlier = [] -%}
    {%- for row in run_query(
        "select strftime(recorded_at, '%Y-%m-%d %H:%M') as recorded_at, release_id, synthesis_mode, resolution, reporting_length, epsilon, delta"
        ~ " from " ~ ledger ~ " where event = 'published' order by entry desc limit 20"
    ).rows -%}
        {%- do earlier.append(row.dict()) -%}
    {%- endfor -%}
    {{ return({
        'descriptions': descriptions | map(attribute='alias') | list,
        'checks': checks,
        'tests_passed': results | selectattr('status', 'equalto', 'pass') | selectattr('node.resource_type', 'equalto', 'test') | list | length,
        'earlier': earlier,
        'ledger_hash': run_query('select max_by(entry_hash, entry) from ' ~ ledger).columns[0].values() | first,
        'versions': {'dbt': dbt_version, 'DuckDB': run_query('select version()').columns[0].values() | first},
    }) }}
{% endmacro %}
