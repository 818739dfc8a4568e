{#- The rows of a relation that this run does not change any more, as `_contents_now` tells them; looked at once a run. -#}
{% macro _contents_of(relation) %}
    {%- set notes = synthetic_showcase._step_notes() -%}
    {%- set noted = run_query(
        'select contents from ' ~ notes ~ ' where relation = ' ~ synthetic_showcase._text(relation | string)
        ~ " and run_id = '" ~ invocation_id ~ "' limit 1"
    ).columns[0].values() -%}
    {%- if noted -%}
        {{ return(noted | first) }}
    {%- endif -%}
    {%- set contents = synthetic_showcase._contents_now(relation) -%}
    {%- do synthetic_showcase._note_step(relation, none, contents) -%}
    {{ return(contents) }}
{% endmacro %}
