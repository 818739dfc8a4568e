{#- Stop where the engine lacks what the models need. -#}
{% macro default___check_engine() %}
    {{ exceptions.raise_compiler_error('synthetic_showcase: runs on DuckDB; the target is of type ' ~ target.type ~ '.') }}
{% endmacro %}

{% macro duckdb___check_engine() %}
    {%- set functions = ['showcase_count_combinations', 'showcase_count_support', 'showcase_sample_records', 'showcase_sample_aggregates', 'showcase_gaussian_noise', 'showcase_publish_release'] -%}
    {%- set registered = run_query(
        "select distinct function_name from duckdb_functions() where function_name like 'showcase_%'"
    ).columns[0].values() -%}
    {%- for name in functions if name not in registered -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: the function ' ~ name ~ ' is not registered. Add to the output in profiles.yml: '
            ~ 'module_paths: [<path of this package>/python_udfs] and plugins: [{module: synthetic_showcase.plugin}]. '
            ~ 'The README shows both.'
        ) }}
    {%- endfor -%}
{% endmacro %}
