{#- The public macros whose models are privacy gates with k-anonymity, and tell that so many people have something. -#}
{% macro _counting_gates() %}
    {{ return(['report_aggregates', 'report_attributes', 'report_columns', 'report_totals', 'sample_records', 'suppress_homogeneous']) }}
{% endmacro %}
