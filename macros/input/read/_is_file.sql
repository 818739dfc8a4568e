{#- Whether a name is that of a file that `_read_file` can read, rather than of a model. -#}
{% macro _is_file(name) %}
    {{- return((name | lower).endswith(('.csv', '.csv.gz', '.tsv', '.txt', '.parquet'))) -}}
{% endmacro %}
