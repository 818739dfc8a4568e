{#-
  Notes the contents of a relation in this run, and from what they follow; in the warehouse and, so that nothing can
  change the note until the release, in the process. A run only ever adds notes, so that two
  threads that add one at the same time do not conflict.
  Arguments: relation; fingerprint, or none, and contents: SQL for them, so that they need no statement of their own.
-#}
{% macro _note_step(relation, fingerprint, contents) %}
    {%- do run_query(
        'insert into ' ~ synthetic_showcase._step_notes() ~ ' values (' ~ synthetic_showcase._text(relation | string) ~ ', '
        ~ (fingerprint or 'null') ~ ', showcase_note_contents(' ~ synthetic_showcase._text(relation | string) ~ ', (' ~ contents ~ ")), '" ~ invocation_id ~ "', now())"
    ) -%}
{% endmacro %}
