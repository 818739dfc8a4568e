{#- Whether a relation is a table, was made from the same, and has the rows that it was made with; noted where it is. -#}
{% macro _stands(relation, fingerprint) %}
    {%- set found = load_cached_relation(relation) -%}
    {%- if found is none or not found.is_table -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set noted = run_query(
        'select fingerprint, contents from ' ~ synthetic_showcase._step_notes() ~ ' where relation = ' ~ synthetic_showcase._text(relation | string)
        ~ ' and fingerprint is not null order by noted_at desc limit 1'
    ).rows -%}
    {%- if not noted or noted[0].fingerprint != fingerprint -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set contents = synthetic_showcase._contents_now(relation) -%}
    {%- if contents != noted[0].contents -%}
        {{ return(false) }}
    {%- endif -%}
    {%- do synthetic_showcase._note_step(relation, fingerprint, contents) -%}
    {{ return(true) }}
{% endmacro %}
