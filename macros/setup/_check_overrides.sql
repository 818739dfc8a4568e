{#-
  Raises an error if a macro of another project would take the place of one that this package runs, since no check could
  vouch for what such a macro counts, samples or stores. dbt looks for `duckdb__<name>`, `spark__<name>`,
  `default__<name>` and materializations in the root project first, even if the package defines only one of them; and
  a macro of the root project hides what dbt itself calls so, such as `ref`.

  What decides names of schemas and tables, and generic tests, may be replaced, as dbt's documentation says.
-#}
{% macro _check_overrides() %}
    {%- set prefixes = ['duckdb__', 'spark__', 'default__'] -%}
    {%- set taken = [] -%}
    {%- for name in context['synthetic_showcase'] -%}
        {%- if name.startswith('materialization_') -%}
            {%- do taken.append(name) -%}
        {%- elif name.startswith(('duckdb__', 'spark__', 'default__')) -%}
            {%- for prefix in prefixes -%}
                {%- do taken.append(prefix ~ name.split('__', 1)[1]) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set of_dbt = synthetic_showcase._jinja_names() -%}
    {%- for package in ['dbt', 'dbt_duckdb', 'dbt_spark'] -%}
        {%- for name in context.get(package, {}) if not name.startswith('test_') -%}
            {%- set plain = name.split('__', 1)[1] if name.startswith(('duckdb__', 'spark__', 'default__')) else name -%}
            {%- if not plain.startswith('generate_') and plain not in ['get_where_subquery', 'get_test_sql', 'get_unit_test_sql', 'current_timestamp', 'date_spine'] -%}
                {%- do of_dbt.append(plain) -%}
                {%- for prefix in prefixes -%}
                    {%- do of_dbt.append(prefix ~ plain) -%}
                {%- endfor -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for package, macros in context.items() if package not in ['synthetic_showcase', 'dbt', 'dbt_duckdb', 'dbt_spark', 'context', 'builtins'] and macros is mapping -%}
        {#- dbt looks for its own macros in the root project alone. -#}
        {%- set forbidden = taken + of_dbt if package == project_name else taken -%}
        {%- for name, each in macros.items() if each.macro is defined and name in forbidden -%}
            {{ exceptions.raise_compiler_error(
                'synthetic_showcase: the macro ' ~ name ~ ' of ' ~ package ~ ' would take the place of that of '
                ~ ('this package' if name in taken else 'dbt, which this package runs') ~ '; give it another name.'
            ) }}
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}
