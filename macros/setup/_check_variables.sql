{#-
  Raises an error if a variable of the root project is misspelled, or is set where the models of the package don't see
  it. Arguments: options, all options; has_models, whether models of the package are built from the variables.
-#}
{% macro _check_variables(options, has_models) %}
    {%- set facts = {
        'project': project_name, 'options': options | list, 'renamed': synthetic_showcase._renamed_options(),
        'in_command': invocation_args_dict.get('vars', {}) | list, 'has_models': has_models,
    } -%}
    {%- set folder = invocation_args_dict.get('project_dir') or '.' -%}
    {%- set found = run_query(
        'select showcase_check_variables(' ~ synthetic_showcase._text(folder) ~ ', ' ~ synthetic_showcase._text(tojson(facts)) ~ ')'
    ).rows[0][0] -%}
    {%- if found -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: ' ~ found ~ '.') }}
    {%- endif -%}
{% endmacro %}
