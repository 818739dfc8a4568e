{#- SQL for the texts, in small letters, that programs write for what is not a number or is infinite. -#}
{% macro _no_numbers() %}
    {{- return("('nan', '+nan', '-nan', 'inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity')") -}}
{% endmacro %}
