{#-
  Raises an error if an entry does not name a table, or says in another way how its file is written: it is the name of a
  model, seed, source or file, or {file, format, sheet}. It does not look at the table.
  Arguments: name, the option; given, what it says; entry; allowed, what it may be.
-#}
{% macro _check_named_table(name, given, entry, allowed) %}
    {%- set parts = {'file': entry} if entry is string and entry else entry -%}
    {%- if parts is not mapping or parts | reject('in', ['file', 'format', 'sheet']) | list
        or parts.get('file') is not string or parts.get('sheet', '') is not string or parts.get('format', {}) is not mapping
        or (entry is mapping and not synthetic_showcase._is_file(parts.file)) -%}
        {{ synthetic_showcase._refuse(name, given, allowed) }}
    {%- endif -%}
    {%- for key, each in parts.get('format', {}).items() -%}
        {%- do synthetic_showcase._check_format(name, key, each) -%}
    {%- endfor -%}
{% endmacro %}
