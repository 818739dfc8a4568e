{#-
  What an option may be, in words, if the value is not allowed; none if it is.
  Arguments: option, an entry of `showcase_options`; choices, as from `_choices`; value.
-#}
{% macro _allowed_instead(option, choices, value) %}
    {%- set kind = option.kind -%}
    {%- if kind in ['number', 'whole number'] -%}
        {%- set is_number = value is number and value is not boolean and (kind == 'number' or value is integer) -%}
        {%- set in_bounds = is_number and value >= option.get('least', value) and value <= option.get('most', value)
            and ('above' not in option or option.above < value < option.below) -%}
        {%- if not in_bounds and value not in choices -%}
            {%- if 'above' in option -%}
                {%- set bounds = ' above ' ~ option.above ~ ' and below ' ~ option.below -%}
            {%- elif 'most' in option -%}
                {%- set bounds = ' from ' ~ option.least ~ ' to ' ~ option.most -%}
            {%- else -%}
                {%- set bounds = ', ' ~ option.least ~ ' or more' -%}
            {%- endif -%}
            {{ return((choices + ['or a ' ~ kind ~ bounds]) | join(', ') if choices else 'a ' ~ kind ~ bounds) }}
        {%- endif -%}
    {%- elif kind == 'choice' -%}
        {{ return(none if value in choices else 'one of ' ~ choices | join(', ')) }}
    {%- elif kind == 'list' and option.get('by_column') -%}
        {%- for codes in (value.values() if value is mapping else [value]) if codes is string or codes is mapping or codes is not iterable -%}
            {{ return("a list of codes, as in ['N', 99], or {column: [codes]} with '*' for all columns") }}
        {%- endfor -%}
        {%- if (value.values() | sum(start=[]) if value is mapping else value) | select('boolean') | list -%}
            {{ return("a list of codes with quotes around what YAML reads as true or false, as in ['no', 'off']") }}
        {%- endif -%}
    {%- elif kind == 'list' and option.get('all') -%}
        {{ return('true, or a list of ' ~ option.all ~ ', as in [a, b]' if value is not boolean and (value is string or value is mapping or value is not iterable) else none) }}
    {%- elif kind == 'list' -%}
        {{ return('a list, as in [a, b]' if value is string or value is mapping or value is not iterable else none) }}
    {%- elif kind == 'mapping' -%}
        {{ return(none if value is mapping else option.shape) }}
    {%- elif kind == 'boolean' -%}
        {{ return(none if value is boolean else 'true or false') }}
    {%- else -%}
        {{ return(none if value is string else 'text') }}
    {%- endif -%}
    {{ return(none) }}
{% endmacro %}
