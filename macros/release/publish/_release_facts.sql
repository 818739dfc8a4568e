{#-
  What the certificate states about a release besides its tables and lineage: verdicts, versions, and what the ledger
  says about earlier releases. `descriptions`: nodes made by `describe_release`.
-#}
{% macro _release_facts(results, ledger, descriptions) %}
    {%- set checks = [] -%}
    {%- for node in synthetic_showcase._nodes_that_call('summarize_checks', results | map(attribute='node') | selectattr('resource_type', 'equalto', 'model')) -%}
        {%- do checks.extend(run_query('select check_name from ' ~ node.relation_name ~ ' order by 1').columns[0].values()) -%}
    {%- endfor -%}
    {%- set declared = [] -%}
    {%- for node in descriptions if synthetic_showcase._is_from_declared_rows(node, results) -%}
        {%- do declared.append(node.alias) -%}
    {%- endfor -%}
    {%- set reviewed = [] -%}
    {%- for node in synthetic_showcase._nodes_that_call('list_identifying_columns', results | map(attribute='node') | selectattr('resource_type', 'equalto', 'model')) -%}
        {%- for row in run_query(
            "select column_name, string_agg(kind || ', by its ' || found_in, '; ' order by kind, found_in) as looks_like, reason from "
            ~ node.relation_name ~ ' where reason is not null group by column_name, reason order by column_name'
        ).rows -%}
            {%- do reviewed.append(row.dict()) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set earlier = [] -%}
    {%- for row in run_query(
        "select strftime(recorded_at, '%Y-%m-%d %H:%M') as recorded_at, release_id, synthesis_mode, resolution, reporting_length, epsilon, delta"
        ~ " from " ~ ledger ~ " where event = 'published' order by entry desc limit 20"
    ).rows -%}
        {%- set numbers = {'epsilon': row.epsilon | float, 'delta': row.delta | float} if row.epsilon is not none else {} -%}
        {%- do earlier.append(dict(row.dict(), **numbers)) -%}
    {%- endfor -%}
    {%- set spent = [] -%}
    {%- if synthetic_showcase._is_private() -%}
        {%- for row in run_query(
            'select data_set, max_by(spent_epsilon, entry) as spent_epsilon, max_by(budget_epsilon, entry) as budget_epsilon, count(*) as charges from '
            ~ synthetic_showcase._governance_relations().privacy_ledger ~ ' group by data_set order by data_set'
        ).rows -%}
            {%- do spent.append(dict(row.dict(), spent_epsilon=row.spent_epsilon | float, budget_epsilon=row.budget_epsilon | float)) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return({
        'descriptions': descriptions | map(attribute='alias') | list,
        'declared_rows': declared,
        'checks': checks,
        'reviewed_columns': reviewed,
        'tests_passed': results | selectattr('status', 'equalto', 'pass') | selectattr('node.resource_type', 'equalto', 'test') | list | length,
        'earlier': earlier,
        'spent': spent,
        'ledger_hash': run_query('select max_by(entry_hash, entry) from ' ~ ledger).columns[0].values() | first,
        'versions': {'dbt': dbt_version, 'DuckDB': run_query('select version()').columns[0].values() | first},
    }) }}
{% endmacro %}
