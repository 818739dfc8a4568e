{#- The modes of synthesis under the guarantee, the default first. -#}
{% macro _synthesis_modes() %}
    {%- if var('showcase_guarantee', 'k_anonymity') == 'differential_privacy' -%}
        {{ return(['aggregate_fitted', 'aggregate_seeded']) }}
    {%- endif -%}
    {{ return(['shortfall_seeded', 'row_seeded', 'value_seeded', 'unseeded', 'aggregate_seeded']) }}
{% endmacro %}
