{#-
  The value of an option: the argument if one is given, else the variable `showcase_<name>`, else the default. Raises
  one kind of error, which names the option and what it may be.
  Arguments: name, as in `showcase_options`; value.
-#}
{% macro _option(name, value=none) %}
    {%- set option = synthetic_showcase.showcase_options()[name] -%}
    {%- set choices = synthetic_showcase._choices(option) -%}
    {%- set default = option.default if not choices or option.default in choices else choices[0] -%}
    {%- if value is none -%}
        {%- set value = var('showcase_' ~ name, default) -%}
    {%- endif -%}
    {%- if value is none and default is none -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set allowed = synthetic_showcase._allowed_instead(option, choices, value) -%}
    {%- if allowed -%}
        {{ synthetic_showcase._refuse(name, value, allowed) }}
    {%- endif -%}
    {%- if option.kind == 'mapping' -%}
        {%- for key, setting in value.items() -%}
            {%- do synthetic_showcase._check_setting(name, key, setting) -%}
        {%- endfor -%}
        {#- Keys that a mapping leaves out keep their defaults. -#}
        {{ return(dict(default, **value) if default else value) }}
    {%- endif -%}
    {{ return(value) }}
{% endmacro %}
