{#-
  Runs before the first model and stops the build if it cannot succeed: an option that does not exist, has a value
  that is not allowed, or is set where the models don't see it; Python functions that are not registered; no word on
  what the table or one of its rows is; tables that could not be published; an input file that cannot be used.
-#}
{% macro check_setup() %}
    {%- if execute and flags.WHICH in ['build', 'run', 'seed', 'test', 'run-operation'] -%}
        {%- set options = synthetic_showcase.showcase_options() -%}
        {%- for name in invocation_args_dict.get('vars', {})
            if (name | lower | replace('-', '_')).startswith('showcase') and not (name.startswith('showcase_') and name[9:] in options) -%}
            {%- set renamed = synthetic_showcase._renamed_options()[name | replace('showcase_', '', 1)] -%}
            {{ exceptions.raise_compiler_error(
                'synthetic_showcase: there is no option ' ~ name
                ~ ('; it is called showcase_' ~ renamed ~ ' now.' if renamed else '. Options: showcase_' ~ (options | join(', showcase_')) ~ '.')
            ) }}
        {%- endfor -%}
        {%- for scope, named in invocation_args_dict.get('vars', {}).items() if named is mapping and not scope.startswith('showcase') -%}
            {%- for name in named if scope == 'synthetic_showcase' or (name | string | lower | replace('-', '_')).startswith('showcase') -%}
                {{ exceptions.raise_compiler_error(
                    'synthetic_showcase: ' ~ name ~ ' stands under ' ~ scope ~ ' in --vars, where no model sees it; write it beside the other variables, as in --vars {showcase_reporting_length: 2}.'
                ) }}
            {%- endfor -%}
        {%- endfor -%}
        {%- set has_models = 'model.synthetic_showcase.showcase_input_records' in graph.nodes -%}
        {%- do adapter.dispatch('_check_engine', 'synthetic_showcase')() -%}
        {%- if target.type == 'duckdb' -%}
            {%- do synthetic_showcase._check_variables(options, has_models) -%}
        {%- endif -%}
        {%- if has_models -%}
            {%- do synthetic_showcase._check_input_named() -%}
            {%- do synthetic_showcase._check_subject(synthetic_showcase._subject_id(), synthetic_showcase._option('rows_per_subject')) -%}
        {%- endif -%}
        {%- for name in options -%}
            {%- do synthetic_showcase._option(name) -%}
        {%- endfor -%}
        {%- do synthetic_showcase._truth_words(synthetic_showcase._option('truth_values')) -%}
        {%- if synthetic_showcase._option('min_diversity') is not none and not synthetic_showcase._option('sensitive_columns') -%}
            {{ synthetic_showcase._refuse('sensitive_columns', [], 'a list of at least one column with showcase_min_diversity') }}
        {%- endif -%}
        {%- do synthetic_showcase._check_privacy() -%}
        {%- do synthetic_showcase._check_overrides() -%}
        {%- do synthetic_showcase._check_encryption() -%}
        {%- do synthetic_showcase._check_zone() -%}
        {%- do synthetic_showcase._check_pipelines() -%}
        {%- if has_models -%}
            {%- do synthetic_showcase._check_labels() -%}
        {%- endif -%}
        {%- if flags.WHICH in ['build', 'run'] and target.type != 'spark' -%}
            {%- do run_query('select showcase_begin_run()') -%}
            {%- do synthetic_showcase._open_step_notes() -%}
        {%- endif -%}
        {%- set path = synthetic_showcase._option('input_file') -%}
        {%- if path is not none and has_models -%}
            {%- set prepared = synthetic_showcase.prepare_records(synthetic_showcase.input_source()) -%}
            {%- set hierarchies = synthetic_showcase._option('hierarchies') -%}
            {#- A seed or model may not be built yet; it is checked by the model that reads it. -#}
            {%- set files = synthetic_showcase._files_named() | selectattr('option', 'equalto', 'hierarchies') | list -%}
            {%- if synthetic_showcase._option('generalize') and files | length == hierarchies | length -%}
                {%- do synthetic_showcase.generalize_values('(' ~ prepared ~ ')', synthetic_showcase.hierarchy_sources()) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
