{#- Names that dbt gives to Jinja and that models and macros rely on; a macro of the root project could hide them. -#}
{% macro _jinja_names() %}
    {{ return([
        'adapter', 'api', 'builtins', 'config', 'context', 'database', 'dbt_version', 'doc', 'env_var', 'exceptions',
        'execute', 'flags', 'fromjson', 'fromyaml', 'function', 'graph', 'invocation_args_dict', 'invocation_id',
        'load_result', 'local_md5', 'log', 'model', 'modules', 'print', 'project_name', 'ref', 'render', 'return',
        'run_started_at', 'schema', 'selected_resources', 'set', 'set_strict', 'source', 'store_raw_result',
        'store_result', 'submit_python_job', 'target', 'this', 'thread_id', 'tojson', 'toyaml',
        'try_or_compiler_error', 'var', 'write', 'zip', 'zip_strict', 'range', 'dict', 'namespace', 'cycler', 'joiner',
    ]) }}
{% endmacro %}
