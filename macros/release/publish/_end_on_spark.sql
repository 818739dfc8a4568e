{#- Logs at the end of a run on Spark which tables were made, and what the package does not do there. -#}
{% macro _end_on_spark(results) %}
    {%- set published = synthetic_showcase._published_nodes() | map(attribute='unique_id') | list -%}
    {%- set built = results | selectattr('status', 'equalto', 'success') | map(attribute='node.unique_id') | select('in', published) | list -%}
    {%- if synthetic_showcase._failed_results(results) -%}
        {%- do log('synthetic_showcase | this run failed; its tables must not be published', info=true) -%}
    {%- elif built | length == published | length -%}
        {%- do log('synthetic_showcase | the tables in ' ~ synthetic_showcase._option('published_schema') ~ ' are checked for k-anonymity, but they are not a release: attacks,'
            ~ ' inference of unreported counts, ledger, proof of lineage, certificate and page need DuckDB', info=true) -%}
    {%- endif -%}
{% endmacro %}
