{#-
  The comment that marks the SQL of `prepare_records` if rows are declared to be subjects; the certificate looks for
  it.
-#}
{% macro _declared_rows() %}
    {{- return('-- no column names the subject: showcase_rows_per_subject declares that each row is one') -}}
{% endmacro %}
