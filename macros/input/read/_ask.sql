{#-
  The values of the one row that a query on a source gives. A file is read for a query once in a run: the hook checks
  it before any work, and the model is compiled from the same answer. `_read_file` has made sure that the file has not
  changed since. An answer is kept by the query itself, because dbt would log it as a part of another statement.
  Arguments: source, SQL for a from clause, of a file or not; sql, the query.
-#}
{% macro _ask(source, sql) %}
    {%- if not synthetic_showcase._kept(source | string) -%}
        {{ return(run_query(sql).rows[0].values() | list) }}
    {%- endif -%}
    {%- if not synthetic_showcase._kept(sql) -%}
        {%- do run_query('select ' ~ synthetic_showcase._keep(sql, 'cast(json_array(*columns(*)) as varchar)') ~ ' from (' ~ sql ~ ')') -%}
    {%- endif -%}
    {{ return(fromjson(synthetic_showcase._kept(sql))) }}
{% endmacro %}
