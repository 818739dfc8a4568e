{#- By model, the description of the columns that come from the sensitive table, which the YAML cannot describe. -#}
{% macro _column_texts() %}
    {{ return({
        'showcase_prepared_records': 'Column of the sensitive table, prepared.',
        'showcase_input_records': 'Column of the sensitive table, prepared.',
        'showcase_trial_records': 'Column of the sensitive table, prepared.',
        'showcase_synthesized_records': 'Column of the sensitive table, with values of synthetic records.',
        'showcase_synthetic_records': 'Column of the table from which the release was made; null if the record has no value in it.',
    }) }}
{% endmacro %}
