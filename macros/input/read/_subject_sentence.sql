{#-
  The sentence of the verdict on people: whether a column names them, or rows were declared to be people, which nobody
  can check.
-#}
{% macro _subject_sentence(subject_id) %}
    {%- if subject_id is none -%}
        {{ return('Not checked: no column names the person; showcase_rows_per_subject declares that each row is one, and k counts rows.') }}
    {%- endif -%}
    {%- set without = synthetic_showcase._option('missing_subject_id') == 'one_each' -%}
    {{ return('Rows with the same ' ~ subject_id ~ ' were counted as one person' ~ (', and each row without one too' if without) ~ '.') }}
{% endmacro %}
