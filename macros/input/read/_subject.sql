{#- SQL for the subject of a row as text, null if the row has no id. -#}
{% macro _subject(subject_id) %}
    {{- return("nullif(trim(cast(" ~ synthetic_showcase._name(subject_id) ~ ' as ' ~ synthetic_showcase._type('varchar') ~ ")), '')") -}}
{% endmacro %}
