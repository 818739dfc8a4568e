{#- The path of a file in the folder of another one. -#}
{% macro _beside(path, name) %}
    {{- return((path.rsplit('/', 1)[0] ~ '/' if '/' in path else '') ~ name) -}}
{% endmacro %}
