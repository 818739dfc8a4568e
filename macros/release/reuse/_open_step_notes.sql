{#- Before the first model: creates the table of notes, and keeps only the last note on each relation. -#}
{% macro _open_step_notes() %}
    {%- set notes = synthetic_showcase._step_notes() -%}
    {%- if notes is none -%}
        {{ return('') }}
    {%- endif -%}
    {%- do run_query('create schema if not exists ' ~ notes.without_identifier()) -%}
    {%- do run_query(
        'create table if not exists ' ~ notes
        ~ ' (relation varchar, fingerprint varchar, contents varchar, run_id varchar, noted_at timestamp with time zone)'
    ) -%}
    {%- do run_query(
        "comment on table " ~ notes ~ " is 'Hashes of the rows of each reusable table and of the release, and of what they were made from. Dropping this table is harmless: all is built again.'"
    ) -%}
    {%- do run_query(
        'delete from ' ~ notes ~ ' where fingerprint is null or (relation, noted_at) not in (select relation, max(noted_at) from '
        ~ notes ~ ' where fingerprint is not null group by relation)'
    ) -%}
{% endmacro %}
