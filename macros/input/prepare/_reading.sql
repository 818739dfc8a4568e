{#-
  How the cells of a column are read: a dictionary of
    codes: texts that mean that the value is absent;
    zero_is_absent: whether 0 means that too;
    is_number: whether the column has bands of numbers, so that NaN and infinity are absent even as text;
    is_normalized: whether spellings are merged, so that the text is cleaned;
    true_words: in a group of columns, what means true (all else has to be absent); none elsewhere.
  Arguments: column, {name, type}; options, made by `_input_options`.
-#}
{% macro _reading(column, options) %}
    {%- set name = column.name | lower -%}
    {%- set bands = synthetic_showcase._lookup(options.bands, name) -%}
    {%- set grouped = options.column_groups.values() | sum(start=[]) | map('string') | map('lower') | list -%}
    {%- set codes = synthetic_showcase._codes(name, options.missing_values) -%}
    {%- set words = synthetic_showcase._truth_words(options.truth_values) if name in grouped else none -%}
    {#- In columns with bands of numbers or dates, 0 does not mean that the value is absent. -#}
    {{ return({
        'codes': codes + words['false'] if words else codes,
        'zero_is_absent': bands is none and name not in options.sensitive_zeros | map('string') | map('lower') | list,
        'is_number': bands is not none and bands is not string,
        'is_normalized': synthetic_showcase._is_normalized(column, options),
        'true_words': words['true'] if words else none,
    }) }}
{% endmacro %}
