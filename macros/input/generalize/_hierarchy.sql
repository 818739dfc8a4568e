{#-
  A column's hierarchy: {levels: their names, lowest first, without the column `value`; sql: SQL for a from clause
  with all of them as text, as `prepare_records` has it}. Raises an error if the table is not a hierarchy: it has no
  levels, columns that are not plain or empty cells, a name has two parents, or a name is above itself.
-#}
{% macro _hierarchy(column, hierarchy) %}
    {%- set columns = synthetic_showcase._describe(hierarchy) -%}
    {%- set names = columns | map(attribute='name') | list -%}
    {%- set given = synthetic_showcase._shown_hierarchy(column, hierarchy) -%}
    {%- if names[0] != 'value' or names | length < 2 -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables with the columns value and then the levels, lowest first; it has: ' ~ names | join(', ')) }}
    {%- endif -%}
    {%- set texts = [] -%}
    {%- set edges = [] -%}
    {%- set cells = [] -%}
    {%- for column in columns -%}
        {%- if column.type.endswith('[]') or synthetic_showcase._refused_type(column.type) is not none -%}
            {{ synthetic_showcase._refuse('hierarchies', given, 'tables of text, numbers, dates or true and false; ' ~ column.name ~ ' is ' ~ column.type) }}
        {%- endif -%}
        {%- set text = 'trim(' ~ synthetic_showcase._as_text(synthetic_showcase._name(column.name), column.type) ~ ')' -%}
        {%- do texts.append(text) -%}
        {%- do cells.append(text ~ ' as ' ~ synthetic_showcase._name(column.name)) -%}
        {%- if not loop.first -%}
            {%- do edges.append('select ' ~ texts[-2] ~ ' as child, ' ~ text ~ ' as parent from ' ~ hierarchy ~ ' where ' ~ texts[-2] ~ ' <> ' ~ text) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set found = run_query(
        "select count(*) as all_rows, count(*) filter (where '' in (coalesce(" ~ texts | join(", ''), coalesce(") ~ ", ''))) as empty_rows from " ~ hierarchy
    ).rows[0] -%}
    {%- do synthetic_showcase._check_read(hierarchy, found.all_rows) -%}
    {%- if found.empty_rows -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables without empty cells (a short branch repeats its last name); rows with one: ' ~ found.empty_rows) }}
    {%- endif -%}
    {%- set edges = edges | join(' union ') -%}
    {%- set parents = run_query('select count(*) from (select child from (' ~ edges ~ ') group by child having count(*) > 1)').rows[0][0] -%}
    {%- if parents -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables in which each name has one parent; names with several: ' ~ parents) }}
    {%- endif -%}
    {%- set above_themselves = run_query(
        'with recursive edges as (' ~ edges ~ '), above as (select * from edges union'
        ~ ' select above.child, edges.parent from above inner join edges on above.parent = edges.child)'
        ~ ' select count(*) from above where child = parent'
    ).rows[0][0] -%}
    {%- if above_themselves -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables without a cycle; names that are above themselves: ' ~ above_themselves) }}
    {%- endif -%}
    {{ return({'levels': names[1:], 'sql': '(select ' ~ cells | join(', ') ~ ' from ' ~ hierarchy ~ ')'}) }}
{% endmacro %}
