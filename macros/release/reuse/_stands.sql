{#-
  Whether a relation is a table that was made with the same `fingerprint` (SQL), and whose rows have not changed
  since. If so, this is noted.
-#}
{% macro _stands(relation, fingerprint) %}
    {%- set found = load_cached_relation(relation) -%}
    {%- if found is none or not found.is_table -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set noted = run_query(
        'select contents from (from ' ~ synthetic_showcase._step_notes() ~ ' where relation = ' ~ synthetic_showcase._text(relation | string)
        ~ ' and fingerprint is not null order by noted_at desc limit 1) where fingerprint = ' ~ fingerprint
    ).columns[0].values() -%}
    {%- if not noted or synthetic_showcase._contents_now(relation) != noted[0] -%}
        {{ return(false) }}
    {%- endif -%}
    {%- do synthetic_showcase._note_step(relation, fingerprint, synthetic_showcase._text(noted[0])) -%}
    {{ return(true) }}
{% endmacro %}
