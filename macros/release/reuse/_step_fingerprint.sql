{#-
  SQL for a hash of everything on which the rows of the current model depend: its statement, the configuration of its
  columns, the package's functions, and the rows of relations and bytes of files that it reads. None if that cannot be
  determined.
-#}
{% macro _step_fingerprint() %}
    {%- if synthetic_showcase._step_notes() is none -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set parts = [compiled_code, tojson([model.description, model.columns, model.get('constraints')])] -%}

    {%- set relations = {} -%}
    {%- for id in model.depends_on.nodes -%}
        {%- set parent = graph.nodes.get(id) or graph.sources.get(id) -%}
        {%- set relation = adapter.get_relation(parent.database, parent.schema, parent.get('alias') or parent.identifier) -%}
        {%- if relation is none -%}
            {{ return(none) }}
        {%- endif -%}
        {%- do relations.update({id: relation}) -%}
    {%- endfor -%}
    {#- In the sensitive table the order of the rows counts too, because record ids follow it. -#}
    {%- set reads_input = 'macro.synthetic_showcase.prepare_records' in model.depends_on.macros -%}
    {%- set contents = {} if reads_input else synthetic_showcase._contents_of(relations.values() | list) -%}
    {%- for id, relation in relations.items() -%}
        {%- do parts.append(id ~ ' ' ~ (synthetic_showcase._contents_now(relation, in_order=true) if reads_input else contents[relation | string])) -%}
    {%- endfor -%}

    {#- A statement that reads a file calls a function such as read_csv. -#}
    {%- for file in synthetic_showcase._files_named() if 'read_' in compiled_code and synthetic_showcase._read_file(**file) in compiled_code -%}
        {#- A file may change while it is read, so its bytes are hashed before. -#}
        {%- set given = fromjson(synthetic_showcase._kept(synthetic_showcase._read_file(**file))).get('given', '{}') -%}
        {%- set contents = run_query('select showcase_file_contents(' ~ synthetic_showcase._text(file.path) ~ ', ' ~ synthetic_showcase._text(given) ~ ')').rows[0][0] -%}
        {%- if not contents -%}
            {{ return(none) }}
        {%- endif -%}
        {%- do parts.append(contents) -%}
    {%- endfor -%}
    {{ return('sha256(' ~ synthetic_showcase._text(tojson(parts)) ~ " || ' ' || showcase_code())") }}
{% endmacro %}
