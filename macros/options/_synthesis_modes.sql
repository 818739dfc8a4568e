{#- The modes of synthesis, the default first. -#}
{% macro _synthesis_modes() %}
    {{ return(['shortfall_seeded', 'row_seeded', 'value_seeded', 'unseeded', 'aggregate_seeded']) }}
{% endmacro %}
