{#-
  Note what rows a relation has in this run, and what they follow from. Notes are only ever added by a run: two threads
  that note at a time don't meet.
  Arguments: relation; fingerprint, or none, and contents: SQL that gives them, so that they need no statement of their own.
-#}
{% macro _note_step(relation, fingerprint, contents) %}
    {%- do run_query(
        'insert into ' ~ synthetic_showcase._step_notes() ~ ' values (' ~ synthetic_showcase._text(relation | string) ~ ', '
        ~ (fingerprint or 'null') ~ ', (' ~ contents ~ "), '" ~ invocation_id ~ "', now())"
    ) -%}
{% endmacro %}
