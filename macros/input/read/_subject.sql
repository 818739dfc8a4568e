{#- SQL for the subject of a row as text, null where the row does not name one. -#}
{% macro _subject(subject_id) %}
    {{- return("nullif(trim(cast(" ~ synthetic_showcase._name(subject_id) ~ ' as ' ~ synthetic_showcase._type('varchar') ~ ")), '')") -}}
{% endmacro %}
