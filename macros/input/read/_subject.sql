{#-
  SQL for the subject of a row as text, null if the row has no id. NaN is no id: it is what an absent one is in a column
  of doubles.
-#}
{% macro _subject(subject_id) %}
    {%- set id = 'trim(cast(' ~ synthetic_showcase._name(subject_id) ~ ' as ' ~ synthetic_showcase._type('varchar') ~ '))' -%}
    {{- return('case when lower(' ~ id ~ ") not in ('', 'nan') then " ~ id ~ ' end') -}}
{% endmacro %}
