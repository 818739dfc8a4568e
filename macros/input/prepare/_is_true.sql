{#- SQL for whether a cell of a group of columns, as `_cell` gives it, is true. `true_words`: made by `_truth_words`. -#}
{% macro _is_true(cell, true_words) %}
    {%- set trimmed = 'trim(' ~ cell ~ ')' -%}
    {{ return('(' ~ synthetic_showcase._is_one_of(trimmed, true_words) ~ ' or ' ~ synthetic_showcase._is_digit(trimmed, 1) ~ ')') }}
{% endmacro %}
