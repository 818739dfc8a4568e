{#-
  Whether two models that call `prepare_records` are made from some of the same people: a subject id is in both sources,
  or, if one of them names no ids, a row that is the same in all columns of both. True as well if that cannot be told,
  because the sources share no column; and if one source is made from the other, whatever ids it has: people may have
  been copied under new ones. The sources themselves are compared, so that no trace of an id has to be kept.
-#}
{% macro _have_same_people(one, other) %}
    {%- if one.unique_id == other.unique_id -%}
        {{ return(true) }}
    {%- endif -%}
    {#- dbt makes a dictionary of each node at each look at the graph, so one look has to do. -#}
    {%- set nodes = dict(graph.nodes.items()) -%}
    {%- for reader, opposite in [[one, other], [other, one]] -%}
        {%- set walked = synthetic_showcase._input_nodes(reader) -%}
        {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
        {%- for id in walked if id in nodes -%}
            {%- do walked.extend(nodes[id].get('depends_on', {}).get('nodes', []) | reject('in', walked)) -%}
        {%- endfor -%}
        {%- if synthetic_showcase._input_nodes(opposite) | select('in', walked) | list -%}
            {{ return(true) }}
        {%- endif -%}
    {%- endfor -%}
    {%- set sides = [] -%}
    {%- for reader in [one, other] -%}
        {%- set kept = synthetic_showcase._kept('people of ' ~ reader.unique_id) -%}
        {%- if not kept -%}
            {{ return(true) }}
        {%- endif -%}
        {%- set people = fromjson(kept) -%}
        {%- set columns = {} -%}
        {%- for column in synthetic_showcase._describe(people.source) -%}
            {%- do columns.update({column.name | lower: column}) -%}
        {%- endfor -%}
        {%- do sides.append({'source': people.source, 'subject_id': people.subject_id, 'columns': columns}) -%}
    {%- endfor -%}
    {%- set has_ids = sides | selectattr('subject_id', 'none') | list | length == 0 -%}
    {%- set shared = sides[0].columns | select('in', sides[1].columns) | sort -%}
    {%- if not has_ids and not shared -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set people = [] -%}
    {%- for side in sides -%}
        {%- set cells = [] -%}
        {%- for name in ([side.subject_id | string | lower] if has_ids else shared) -%}
            {%- set column = side.columns[name] -%}
            {%- do cells.append('lower(trim(' ~ synthetic_showcase._as_text(synthetic_showcase._name(column.name), column.type) ~ '))') -%}
        {%- endfor -%}
        {%- do people.append('select ' ~ ('nullif(nullif(regexp_replace(' ~ cells[0] ~ ", '[.]0+$', ''), ''), 'nan')" if has_ids else 'cast(to_json([' ~ cells | join(', ') ~ ']) as varchar)') ~ ' as person from ' ~ side.source) -%}
    {%- endfor -%}
    {{ return(run_query(
        'select exists (from (' ~ people[0] ~ ') as one inner join (' ~ people[1] ~ ') as other on one.person = other.person)'
    ).rows[0][0]) }}
{% endmacro %}
