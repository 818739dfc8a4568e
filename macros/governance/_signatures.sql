{#- The arguments of the package's public macros, by name of the macro: a dictionary from name to type, in their order. -#}
{% macro _signatures() %}
    {%- set found = {} -%}
    {%- for name, each in context['synthetic_showcase'].items() if not name.startswith('_') and each.macro is defined -%}
        {%- set arguments = {} -%}
        {%- for argument in each.macro.arguments -%}
            {%- do arguments.update({argument.name: argument.type or ''}) -%}
        {%- endfor -%}
        {%- do found.update({name: arguments}) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
