{#-
  The labels of the values of a column, from an entry of `showcase_labels`: {value: label}, in the order of the values
  where a table gives them. Raises an error if the table of `values_from` has other columns than `value` and `label`,
  empty cells, or a value twice. Arguments: column; entry, also none.

  While dbt parses, and where there is no such table before a build, there are none; the parser learns of what is read.
  In a hook there is none of a model, seed or source, which may not be built yet: the model that reads it checks it.
-#}
{% macro _value_labels(column, entry) %}
    {%- if entry is not mapping or 'values_from' not in entry -%}
        {{ return(entry.get('values', {}) if entry is mapping else {}) }}
    {%- endif -%}
    {%- set named, given = entry.values_from, {column: {'values_from': entry.values_from}} -%}
    {%- if execute and synthetic_showcase._named_file(named) is none and (model | default({})).get('resource_type') == 'operation' -%}
        {{ return({}) }}
    {%- endif -%}
    {%- set table = synthetic_showcase._named_table(named, 'labels') -%}
    {%- if not execute -%}
        {{ return({}) }}
    {%- elif table is not string and load_relation(table) is none -%}
        {%- if flags.WHICH in ['build', 'run', 'run-operation'] -%}
            {{ synthetic_showcase._refuse('labels', given, 'a table that exists; build it first') }}
        {%- endif -%}
        {{ return({}) }}
    {%- endif -%}
    {%- set columns, texts = synthetic_showcase._describe(table), {} -%}
    {%- for each in columns -%}
        {%- if each.type.endswith('[]') or synthetic_showcase._refused_type(each.type) is not none -%}
            {{ synthetic_showcase._refuse('labels', given, 'a table of text, numbers, dates or true and false; ' ~ each.name ~ ' is ' ~ each.type) }}
        {%- endif -%}
        {%- do texts.update({each.name: "nullif(trim(" ~ synthetic_showcase._as_text(synthetic_showcase._name(each.name), each.type) ~ "), '')"}) -%}
    {%- endfor -%}
    {%- if texts | sort != ['label', 'value'] -%}
        {{ synthetic_showcase._refuse('labels', given, 'a table with the columns value and label; it has: ' ~ texts | join(', ')) }}
    {%- endif -%}
    {%- set found = run_query(
        'select count(*) as all_rows, count(*) filter (where value is null or label is null) as empty_rows, count(value) - count(distinct value) as repeated,'
        ~ " cast(to_json(list([value, label] order by value)) as varchar) as labels from (select " ~ texts.value ~ ' as value, ' ~ texts.label ~ ' as label from ' ~ table ~ ')'
    ).rows[0] -%}
    {%- do synthetic_showcase._check_read(table, found.all_rows) -%}
    {%- if found.empty_rows -%}
        {{ synthetic_showcase._refuse('labels', given, 'a table without empty cells; rows with one: ' ~ found.empty_rows) }}
    {%- elif found.repeated -%}
        {{ synthetic_showcase._refuse('labels', given, 'a table with one row for each value; rows with a value of another row: ' ~ found.repeated) }}
    {%- endif -%}
    {{ return(dict(fromjson(found.labels or '[]'))) }}
{% endmacro %}
