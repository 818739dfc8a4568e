{#-
  SQL for whether a text without blanks around it is the number 0 (0, 0.0, 0.00, -0) or 1 (1, 1.0, 1.00). Digits with a
  leading zero (00, 01, 007) are codes and neither. DuckDB: regexp_full_match; Spark: rlike.
-#}
{% macro _is_digit(text, digit) %}
    {#- In a file that spells numbers otherwise, 0,00 is zero too. -#}
    {%- set decimal = synthetic_showcase._option('input_format').get('decimal', '.') -%}
    {{- return(adapter.dispatch('_is_digit', 'synthetic_showcase')(text, ('[-+]?' if digit == 0 else '[+]?') ~ digit ~ '([.' ~ decimal ~ ']0+)?')) -}}
{% endmacro %}

{% macro default___is_digit(text, pattern) %}
    {{- return('regexp_full_match(' ~ text ~ ", '" ~ pattern ~ "')") -}}
{% endmacro %}

{% macro spark___is_digit(text, pattern) %}
    {{- return('(' ~ text ~ " rlike '^" ~ pattern ~ "$')") -}}
{% endmacro %}
