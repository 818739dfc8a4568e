{#-
  Raises an error if the options do not say what a row is: either a column names the subject of each row, or each row
  is declared to be a subject of its own. Without that, one person with k rows could pass for k people.
  Arguments: subject_id, the column or none; rows_per_subject, the value of the option.
-#}
{% macro _check_subject(subject_id, rows_per_subject) %}
    {%- if subject_id is none and rows_per_subject == 'several' -%}
        {{ synthetic_showcase._refuse('rows_per_subject', 'several', 'one if there is no showcase_subject_id') }}
    {%- elif subject_id is none and rows_per_subject == 'any' -%}
        {{ synthetic_showcase._refuse(
            'subject_id', none, 'the column that names the person of each row, because k counts people and not rows; '
            ~ 'if each row is another person, set showcase_rows_per_subject: one'
        ) }}
    {%- endif -%}
{% endmacro %}
