{#-
  The columns of `generalize` that the records have: a list of {column, name (quoted), is_list, wanted, hierarchy
  (SQL for a from clause), shown (the hierarchy in messages), levels, depth (their number)}. Raises an error if a column
  or its hierarchy cannot be used.
-#}
{% macro _generalized_columns(records, hierarchies, generalize) %}
    {%- set made, known = [], {} -%}
    {%- if not execute -%}
        {{ return(made) }}
    {%- endif -%}
    {%- set available = synthetic_showcase._describe(records) -%}
    {%- set names = available | map(attribute='name') | reject('equalto', 'record_id') | list -%}
    {%- for wanted_column, wanted in generalize.items() -%}
        {%- set hierarchy = synthetic_showcase._lookup(hierarchies, wanted_column) -%}
        {%- if wanted_column | lower not in names | map('lower') -%}
            {{ synthetic_showcase._refuse('generalize', wanted_column, 'a column that is published: ' ~ names | join(', ')) }}
        {%- elif hierarchy is none -%}
            {{ synthetic_showcase._refuse('hierarchies', hierarchies | list, 'a mapping with every column of showcase_generalize; it lacks ' ~ wanted_column) }}
        {%- endif -%}
        {%- if hierarchy | string not in known -%}
            {%- do known.update({hierarchy | string: synthetic_showcase._hierarchy(wanted_column, hierarchy)}) -%}
        {%- endif -%}
        {%- set found = known[hierarchy | string] -%}
        {%- set levels, shown = found.levels, synthetic_showcase._shown_hierarchy(wanted_column, hierarchy) -%}
        {%- if wanted != 'auto' and wanted not in levels -%}
            {{ synthetic_showcase._refuse('generalize', {wanted_column: wanted}, 'auto or a level of its hierarchy: ' ~ levels | join(', ')) }}
        {%- endif -%}
        {%- for column in available if column.name | lower == wanted_column | lower -%}
            {%- set name = synthetic_showcase._name(column.name) -%}
            {%- set is_list = column.type.endswith('[]') -%}
            {%- set delimiter = synthetic_showcase._text(synthetic_showcase._lookup(synthetic_showcase._option('multi_value_columns'), column.name) or ';') -%}
            {%- if is_list and run_query(
                'select 1 from ' ~ found.sql ~ ' where contains(concat_ws(chr(0), *columns(*)), ' ~ delimiter ~ ') limit 1'
            ).rows -%}
                {{ synthetic_showcase._refuse(
                    'hierarchies', shown, 'tables whose names lack the delimiter of the column, '
                    ~ delimiter ~ ', which separates values in synthetic_records'
                ) }}
            {%- endif -%}
            {%- do made.append({
                'column': column.name, 'name': name, 'is_list': is_list, 'wanted': wanted, 'hierarchy': found.sql, 'levels': levels,
                'depth': levels | length, 'shown': shown,
            }) -%}
        {%- endfor -%}
    {%- endfor -%}

    {#- The values of all columns are collected in one query, because the records may be those of a file. -#}
    {%- set values, missing = [], [] -%}
    {%- for column in made -%}
        {%- set list = 'list(distinct ' ~ column.name ~ ')' -%}
        {%- do values.append(('flatten(' ~ list ~ ')' if column.is_list else list) ~ ' as values_' ~ loop.index) -%}
        {%- do missing.append(
            '(select count(distinct value) from (select unnest(values_' ~ loop.index ~ ') as value from held)'
            ~ ' where trim(value) not in (select value from ' ~ column.hierarchy ~ '))'
        ) -%}
    {%- endfor -%}
    {%- set lacks = run_query(
        'with held as materialized (select ' ~ values | join(', ') ~ ' from ' ~ records ~ ') select ' ~ missing | join(', ')
    ).rows[0].values() if made else [] -%}
    {%- for column in made -%}
        {%- if lacks[loop.index0] -%}
            {{ synthetic_showcase._refuse(
                'hierarchies', column.shown,
                'tables with every value of the column; values of ' ~ column.column ~ ' that it lacks: ' ~ lacks[loop.index0]
            ) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(made) }}
{% endmacro %}
