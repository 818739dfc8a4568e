{#- Raises an error if `showcase_require_encryption` is set and sensitive rows could be written unencrypted. -#}
{% macro _check_encryption() %}
    {%- if not synthetic_showcase._option('require_encryption') -%}
        {{ return('') }}
    {%- endif -%}
    {%- set state = run_query(
        "select encrypted, current_setting('temp_file_encryption') as spilled, current_setting('force_mbedtls_unsafe') as unsafe"
        ~ ' from duckdb_databases() where database_name = ' ~ synthetic_showcase._text(target.database)
    ).rows[0] -%}
    {%- set trouble = 'is not encrypted' if not state.encrypted
        else 'is encrypted with force_mbedtls_unsafe, which DuckDB calls insecure' if state.unsafe
        else 'is encrypted, but temp_file_encryption is off, so that data spilled from memory is not' if not state.spilled
        else none -%}
    {%- if trouble -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: showcase_require_encryption is set, and the database ' ~ target.database ~ ' ' ~ trouble
            ~ '. Nothing was written. docs/guides/governing-a-release.md shows a profile with encryption.'
        ) }}
    {%- endif -%}
{% endmacro %}
