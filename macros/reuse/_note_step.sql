{#-
  Note what rows a relation has in this run, and, where a `fingerprint` is given, what they follow from. Notes are
  only ever added by a run: two threads that note at a time don't meet.
-#}
{% macro _note_step(relation, fingerprint, contents) %}
    {%- set text = synthetic_showcase._text -%}
    {%- do run_query(
        'insert into ' ~ synthetic_showcase._step_notes() ~ ' values (' ~ text(relation | string) ~ ', '
        ~ (text(fingerprint) if fingerprint is not none else 'null') ~ ', ' ~ text(contents) ~ ", '" ~ invocation_id ~ "', now())"
    ) -%}
{% endmacro %}
