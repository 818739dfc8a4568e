{#- What a mapping has for a column, ignoring the case of its name; none if it has nothing. -#}
{% macro _lookup(mapping, column) %}
    {%- for name, setting in mapping.items() if name | lower == column | lower -%}
        {{ return(setting) }}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
