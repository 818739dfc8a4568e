{#- Options that have another name now: {old name: new name}, without prefix. The old ones are refused with the new ones. -#}
{% macro _renamed_options() %}
    {{ return({'empty_values': 'missing_values'}) }}
{% endmacro %}
