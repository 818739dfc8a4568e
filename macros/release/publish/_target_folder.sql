{#- The folder for dbt's artifacts: from the nodes of the run, or without results from the flags. -#}
{% macro _target_folder(results=[]) %}
    {%- set found = namespace(path=flags.TARGET_PATH or 'target') -%}
    {%- for result in results if result.node.build_path -%}
        {%- set found.path = result.node.build_path.rsplit('/run/' ~ result.node.package_name ~ '/', 1)[0] -%}
    {%- endfor -%}
    {%- set path, project = found.path | string, invocation_args_dict.get('project_dir') -%}
    {#- A relative path starts in the project's folder, which need not be the one in which dbt runs. -#}
    {{ return(path if path.startswith('/') or not project else project ~ '/' ~ path) }}
{% endmacro %}
