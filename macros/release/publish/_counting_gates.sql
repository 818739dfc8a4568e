{#- The public macros whose models are privacy gates with k-anonymity, and tell how many people have something. -#}
{% macro _counting_gates() %}
    {{ return(['report_aggregates', 'report_attributes', 'report_totals', 'sample_records', 'suppress_homogeneous']) }}
{% endmacro %}
