{#-
  What the rows of the model that is being built follow from, as a hash: its statement, what is said of its
  columns, the package's functions, the rows of the relations and the bytes of the files that it reads. None where
  that can't be told.
-#}
{% macro _step_fingerprint() %}
    {%- if synthetic_showcase._step_notes() is none -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set parts = [compiled_code, tojson([model.description, model.columns, model.get('constraints')])] -%}

    {#- The table itself is read row by row: there the order of the rows tells people apart. -#}
    {%- set reads_input = 'macro.synthetic_showcase.prepare_records' in model.depends_on.macros -%}
    {%- for id in model.depends_on.nodes -%}
        {%- set parent = graph.nodes.get(id) or graph.sources.get(id) -%}
        {%- set relation = adapter.get_relation(parent.database, parent.schema, parent.get('alias') or parent.identifier) -%}
        {%- if relation is none -%}
            {{ return(none) }}
        {%- endif -%}
        {%- do parts.append(id ~ ' ' ~ (synthetic_showcase._contents_now(relation, in_order=true) if reads_input else synthetic_showcase._contents_of(relation))) -%}
    {%- endfor -%}

    {%- set hashes = ['showcase_code()'] -%}
    {%- for path in [synthetic_showcase._option('input_file')] + synthetic_showcase._option('hierarchies').values() | list
        if path and synthetic_showcase._is_file(path) and synthetic_showcase._text(path) in compiled_code -%}
        {%- do hashes.append('nullif(showcase_file_contents(' ~ synthetic_showcase._text(path) ~ "), '')") -%}
    {%- endfor -%}
    {#- One that is null, of a file that is not on this machine, makes all null. -#}
    {{ return(run_query(
        'select sha256(' ~ synthetic_showcase._text(tojson(parts)) ~ ' || ' ~ hashes | join(" || ' ' || ") ~ ')'
    ).columns[0].values() | first) }}
{% endmacro %}
