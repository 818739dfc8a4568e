{#- dbt's folder for what it makes, as the nodes of a run know it. -#}
{% macro _target_folder(results) %}
    {%- for result in results if result.node.build_path -%}
        {{ return(result.node.build_path.rsplit('/run/' ~ result.node.package_name ~ '/', 1)[0]) }}
    {%- endfor -%}
    {{ return(flags.TARGET_PATH or 'target') }}
{% endmacro %}
