{#- Raises the error that the option `showcase_<name>` has a value that is not allowed. `allowed`: what it may be. -#}
{% macro _refuse(name, value, allowed) %}
    {{ exceptions.raise_compiler_error(
        'synthetic_showcase: showcase_' ~ name ~ ' must be ' ~ allowed ~ '; it is ' ~ tojson(value, value | string) ~ '.'
    ) }}
{% endmacro %}
