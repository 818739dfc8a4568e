{#-
  Raises an error if a macro of another project would replace one of this package. dbt looks for `duckdb__<name>`,
  `spark__<name>`, `default__<name>` and materializations in the root project first, and no check could vouch for what
  such a macro counts, samples or stores.
-#}
{% macro _check_overrides() %}
    {%- for package, macros in context.items() if package not in ['synthetic_showcase', 'context', 'builtins'] and macros is mapping -%}
        {%- for name in macros if name in context['synthetic_showcase'] and name.startswith(('duckdb__', 'spark__', 'default__', 'materialization_')) -%}
            {{ exceptions.raise_compiler_error(
                'synthetic_showcase: the macro ' ~ name ~ ' of ' ~ package ~ ' would take the place of that of this package; give it another name.'
            ) }}
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}
