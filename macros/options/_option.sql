{#-
  The value of an option: the argument where one is given, else the variable `showcase_<name>`, else
  its default. Stops with one message that names the option and what it may be.
-#}
{% macro _option(name, value=none) %}
    {%- if value is none -%}
        {%- set value = var('showcase_' ~ name, synthetic_showcase.showcase_defaults()[name]) -%}
    {%- endif -%}
    {%- set whole_numbers = {
        'reporting_resolution': [2, none],
        'reporting_length': [1, 6],
        'seed': [0, 9223372036854775807],
    } -%}
    {%- set choices = {'synthesis_mode': ['shortfall_seeded', 'row_seeded']} -%}
    {%- set lists = ['use_columns', 'empty_values', 'sensitive_zeros'] -%}

    {%- if name in whole_numbers -%}
        {%- set least, most = whole_numbers[name] -%}
        {%- if value is not integer or value is boolean or value < least or (most is not none and value > most) -%}
            {%- set allowed = 'a whole number from ' ~ least ~ ' to ' ~ most if most is not none else 'a whole number, ' ~ least ~ ' or more' -%}
            {{ synthetic_showcase._refuse(name, value, allowed) }}
        {%- endif -%}
    {%- elif name in choices -%}
        {%- if value not in choices[name] -%}
            {{ synthetic_showcase._refuse(name, value, 'one of ' ~ choices[name] | join(', ')) }}
        {%- endif -%}
    {%- elif name in lists -%}
        {%- if value is string or value is mapping or value is not iterable -%}
            {{ synthetic_showcase._refuse(name, value, 'a list, as in [a, b]') }}
        {%- endif -%}
    {%- elif value is not none and value is not string -%}
        {{ synthetic_showcase._refuse(name, value, 'text') }}
    {%- endif -%}
    {{ return(value) }}
{% endmacro %}
