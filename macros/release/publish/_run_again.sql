{#-
  A script that runs the statements of the models of other projects between the gates and the release once more, as
  they were proven, and replaces the rows of their tables by the result: whatever else has written into these is not
  published. It stops if a table had other columns or types, or other rows where the statement always gives the same.

  `results` of the run, in whose order parents come before children; `published` nodes.
-#}
{% macro _run_again(results, published) %}
    {%- set before_gates = results | map(attribute='node') | rejectattr('package_name', 'equalto', 'synthetic_showcase')
        | selectattr('config.meta.privacy_gate', 'defined') | map(attribute='unique_id') | list -%}
    {%- set nodes = dict(graph.nodes.items()) -%}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- for id in before_gates if id in nodes -%}
        {%- for parent in nodes[id].depends_on.nodes if parent not in before_gates -%}
            {%- do before_gates.append(parent) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set made_from = synthetic_showcase._release_nodes(published) -%}
    {%- for result in results
        if result.node.resource_type == 'model' and result.node.language == 'sql' and result.node.package_name != 'synthetic_showcase'
        and result.node.unique_id in made_from and result.node.unique_id not in before_gates %}
        {%- set node = result.node %}
        {%- set columns, fixed = [], [] %}
        {%- for column in synthetic_showcase._table_details(node).columns %}
            {%- do columns.append(synthetic_showcase._text(column.name ~ ' ' ~ column.type)) %}
            {%- if 'FLOAT' not in column.type and 'DOUBLE' not in column.type %}
                {%- do fixed.append(synthetic_showcase._name(column.name)) %}
            {%- endif %}
        {%- endfor %}
        {%- set same = fixed and run_query('select showcase_gives_equal_rows(' ~ synthetic_showcase._text(node.compiled_code) ~ ')').rows[0][0] %}
        {%- set of = '(select ' ~ fixed | join(', ') ~ ' from ' %}
        {%- set message = synthetic_showcase._text(
            'synthetic_showcase: not published, because ' ~ node.name ~ ' no longer holds the rows that its statement gives; find what writes into it'
        ) %}
create or replace temporary table showcase_again as (
{{ node.compiled_code }}
);
select case
    when list_sort([{{ columns | join(', ') }}]) <> (
        select list_sort(list(column_name || ' ' || data_type)) from duckdb_columns()
        where table_name = 'showcase_again' and database_name = 'temp'
    )
{%- if same %}
    or ({{ synthetic_showcase._contents_query(of ~ 'showcase_again)') }}) <> ({{ synthetic_showcase._contents_query(of ~ node.relation_name ~ ')') }})
{%- endif %}
    then error({{ message }})
end;
        {%- if node.config.materialized == 'view' %}
create or replace view {{ node.relation_name }} as (
{{ node.compiled_code }}
);
        {%- else %}
delete from {{ node.relation_name }};
insert into {{ node.relation_name }} by name from showcase_again;
        {%- endif %}
drop table showcase_again;
    {%- endfor %}
{% endmacro %}
