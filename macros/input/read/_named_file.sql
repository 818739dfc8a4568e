{#-
  The file that an entry of `showcase_hierarchies` or `values_from` names: {path, how: how it is written}, or none if it
  names a model, seed or source.
-#}
{% macro _named_file(entry) %}
    {%- if entry is mapping -%}
        {%- set sheet = {'sheet': entry.sheet} if 'sheet' in entry else {} -%}
        {{ return({'path': entry.file, 'how': dict(entry.get('format', {}), **sheet)}) }}
    {%- endif -%}
    {{ return({'path': entry, 'how': {}} if synthetic_showcase._is_file(entry) else none) }}
{% endmacro %}
