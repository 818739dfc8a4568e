{#- Whether a name is that of a file that `_read_file` can read, or a pattern of such, rather than of a model. -#}
{% macro _is_file(name) %}
    {{- return(synthetic_showcase._file_kind(name) is not none) -}}
{% endmacro %}
