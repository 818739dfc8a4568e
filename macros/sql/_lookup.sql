{#- What a mapping says of a column, whatever the case of its name; none where it says nothing. -#}
{% macro _lookup(mapping, column) %}
    {%- for name, setting in mapping.items() if name | lower == column | lower -%}
        {{ return(setting) }}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
