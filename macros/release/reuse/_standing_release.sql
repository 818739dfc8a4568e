{#-
  The time, as text, of the release with a given fingerprint, if it is the last one and its files are complete; else
  none. Arguments: ledger of releases; fingerprint; published_file; also, the path of the other link to the release.
-#}
{% macro _standing_release(ledger, fingerprint, published_file, also) %}
    {%- set text = synthetic_showcase._text -%}
    {%- set noted = run_query(
        'select notes.contents, strftime(last.recorded_at, \'%Y-%m-%d %H:%M\') as published_at from ' ~ synthetic_showcase._step_notes() ~ ' as notes'
        ~ ' inner join (from ' ~ ledger ~ ' order by entry desc limit 1) as last on notes.contents = last.contents'
        ~ " where last.event = 'published' and notes.relation = " ~ text(published_file) ~ ' and notes.fingerprint = ' ~ text(fingerprint)
    ).rows -%}
    {%- if noted and run_query(
        'select showcase_keep_release(' ~ text(published_file) ~ ', ' ~ text(noted[0].contents) ~ ', ' ~ text(also) ~ ')'
    ).rows[0][0] -%}
        {{ return(noted[0].published_at) }}
    {%- endif -%}
    {{ return(none) }}
{% endmacro %}
