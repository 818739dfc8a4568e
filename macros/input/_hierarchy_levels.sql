{#-
  The levels of the hierarchy of a column, lowest first, `value` left out. Stops where it is no
  hierarchy: no levels, empty cells, a name with two parents, a name above itself.
-#}
{% macro _hierarchy_levels(column, hierarchy) %}
    {%- set names = synthetic_showcase._describe(hierarchy) | map(attribute='name') | list -%}
    {%- set given = synthetic_showcase._shown_hierarchy(column, hierarchy) -%}
    {%- if names[0] != 'value' or names | length < 2 -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables with the columns value and then the levels, lowest first; it has: ' ~ names | join(', ')) }}
    {%- endif -%}
    {%- set texts = [] -%}
    {%- set edges = [] -%}
    {%- for name in names -%}
        {%- set text = 'trim(cast(' ~ synthetic_showcase._name(name) ~ ' as varchar))' -%}
        {%- do texts.append(text) -%}
        {%- if not loop.first -%}
            {%- do edges.append('select ' ~ texts[-2] ~ ' as child, ' ~ text ~ ' as parent from ' ~ hierarchy ~ ' where ' ~ texts[-2] ~ ' <> ' ~ text) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set empty = run_query("select count(*) from " ~ hierarchy ~ " where '' in (coalesce(" ~ texts | join(", ''), coalesce(") ~ ", ''))").rows[0][0] -%}
    {%- if empty -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables without empty cells (a short branch repeats its last name); rows with one: ' ~ empty) }}
    {%- endif -%}
    {%- set edges = edges | join(' union ') -%}
    {%- for row in run_query('select child from (' ~ edges ~ ') group by child having count(*) > 1 order by child limit 1').rows -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables in which each name has one parent; one with two: ' ~ row[0]) }}
    {%- endfor -%}
    {%- for row in run_query(
        'with recursive edges as (' ~ edges ~ '), above as (select * from edges union'
        ~ ' select above.child, edges.parent from above inner join edges on above.parent = edges.child)'
        ~ ' select child from above where child = parent order by child limit 1'
    ).rows -%}
        {{ synthetic_showcase._refuse('hierarchies', given, 'tables without a cycle; a name that is above itself: ' ~ row[0]) }}
    {%- endfor -%}
    {{ return(names[1:]) }}
{% endmacro %}
