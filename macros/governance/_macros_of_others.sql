{#-
  The source of the macros that are neither of this package nor of dbt, by id, and the ids of those that each calls.
-#}
{% macro _macros_of_others() %}
    {%- set found = {} -%}
    {%- for package, macros in context.items() if package not in ['synthetic_showcase', 'dbt', 'context', 'builtins'] and macros is mapping -%}
        {%- for name, each in macros.items() if each.macro is defined and not each.macro.package_name.startswith('dbt_duckdb') -%}
            {%- do found.update({each.macro.unique_id: {'sql': each.macro.macro_sql, 'macros': each.macro.depends_on.macros}}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
