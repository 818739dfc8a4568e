{#- SQL, for a query on a relation made by `find_direct_identifiers`, for its findings in words; names of columns alone. -#}
{% macro _identifier_list() %}
    {{- return("string_agg(column_name || ' (' || kind || ', by its ' || found_in || ')', ', ' order by column_name, kind, found_in)") -}}
{% endmacro %}
