{#- Raises an error if the engine lacks what the models need. -#}
{% macro default___check_engine() %}
    {{ synthetic_showcase._refuse_engine('runs on DuckDB and, in part, on Spark') }}
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
            ~ 'docs/guides/your-dbt-project.md shows both.'
        ) }}
    {%- endfor -%}
{% endmacro %}

{#- An option that Spark does not support raises an error instead of being ignored. -#}
{% macro spark___check_engine() %}
    {%- for name, option in synthetic_showcase.showcase_options().items() if 'not_on_spark' in option -%}
        {%- if synthetic_showcase._option(name) != option.default -%}
            {{ synthetic_showcase._refuse(name, synthetic_showcase._option(name), 'left out on Spark, where ' ~ option.not_on_spark) }}
        {%- endif -%}
    {%- endfor -%}
    {%- for key, setting in synthetic_showcase._option('input_format').items() if key in ['decimal', 'thousands', 'date_format', 'timestamp_format'] -%}
        {{ synthetic_showcase._refuse('input_format', {key: setting}, 'a mapping without ' ~ key ~ ' on Spark, where numbers and dates have one spelling; a model that showcase_input_model names can read others') }}
    {%- endfor -%}
    {%- for column, bands in synthetic_showcase._option('bands').items() if bands is mapping -%}
        {{ synthetic_showcase._refuse('bands', {column: bands}, 'edges, or year, quarter or month, on Spark, where no quantiles are learned from the data') }}
    {%- endfor -%}
    {%- set modes = synthetic_showcase.showcase_options().synthesis_mode.choices.spark -%}
    {%- if synthetic_showcase._option('synthesis_mode') not in modes -%}
        {{ synthetic_showcase._refuse('synthesis_mode', synthetic_showcase._option('synthesis_mode'), 'one of ' ~ modes | join(', ') ~ ' on Spark') }}
    {%- endif -%}
    {%- set input_model = synthetic_showcase._option('input_model') -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'seed' and node.name == input_model and synthetic_showcase._option('input_file') is none -%}
        {{ synthetic_showcase._refuse(
            'input_model', input_model, 'a model, or a source as source.table, on Spark, where dbt writes empty cells of a seed as the text None; '
            ~ 'a file can be named in showcase_input_file'
        ) }}
    {%- endfor -%}
{% endmacro %}
