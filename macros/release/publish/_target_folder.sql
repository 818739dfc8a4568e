{#- dbt's folder for what it makes, as the nodes of a run know it; without results, as its flags say. -#}
{% macro _target_folder(results=[]) %}
    {%- set found = namespace(path=flags.TARGET_PATH or 'target') -%}
    {%- for result in results if result.node.build_path -%}
        {%- set found.path = result.node.build_path.rsplit('/run/' ~ result.node.package_name ~ '/', 1)[0] -%}
    {%- endfor -%}
    {%- set path, project = found.path | string, invocation_args_dict.get('project_dir') -%}
    {#- dbt takes it from the project's folder, which need not be the one in which it runs. -#}
    {{ return(path if path.startswith('/') or not project else project ~ '/' ~ path) }}
{% endmacro %}
