{#-
  The options of `prepare_records` as one checked dictionary. `given` holds the arguments of `prepare_records`; an
  argument that is none takes the value of its variable.
-#}
{% macro _input_options(given={}) %}
    {%- set options = {} -%}
    {%- for name in [
        'use_columns', 'missing_values', 'sensitive_zeros', 'multi_value_columns', 'column_groups', 'bands',
        'rows_per_subject', 'missing_subject_id', 'record_limit', 'sensitive_columns', 'reviewed_columns',
        'truth_values', 'normalize_values',
    ] -%}
        {%- do options.update({name: synthetic_showcase._option(name, given.get(name))}) -%}
    {%- endfor -%}
    {%- do options.update({'subject_id': synthetic_showcase._subject_id(given.get('subject_id'))}) -%}
    {{ return(options) }}
{% endmacro %}
