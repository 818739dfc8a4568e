{#- The values that an option may have under the guarantee of the release; an empty list if it is not a choice. -#}
{% macro _choices(option) %}
    {%- set choices = option.get('choices', []) -%}
    {%- if choices is mapping -%}
        {{ return(choices.get(var('showcase_guarantee', 'k_anonymity'), choices.k_anonymity)) }}
    {%- endif -%}
    {{ return(choices) }}
{% endmacro %}
