{#-
  Stop where nobody has said what a row is: either a column names the subject of each row, or each row is declared to be
  a subject of its own. A row that is taken for a person lets one person with k rows pass for k people.
  Arguments: subject_id, the column or none; rows_per_subject, what the option says.
-#}
{% macro _check_subject(subject_id, rows_per_subject) %}
    {%- if subject_id is none and rows_per_subject == 'several' -%}
        {{ synthetic_showcase._refuse('rows_per_subject', 'several', 'one where no showcase_subject_id is named') }}
    {%- elif subject_id is none and rows_per_subject == 'any' -%}
        {{ synthetic_showcase._refuse(
            'subject_id', none, 'the column that names the person of a row, for k counts people and not rows; '
            ~ 'where each row is a person of its own, and nobody has two, say showcase_rows_per_subject: one'
        ) }}
    {%- endif -%}
{% endmacro %}
