{#- The modes of synthesis that run on Spark. -#}
{% macro _modes_on_spark() %}
    {{ return(['shortfall_seeded', 'row_seeded', 'aggregate_seeded']) }}
{% endmacro %}
