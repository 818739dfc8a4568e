{#-
  SQL, for Spark, that passes rows through a function of the package on the executors, which need Python, numpy, numba
  and the package.

  Arguments: what, the function's name in `spark_script`; settings, a dictionary of its options; from, SQL for a from
  clause; given, made: names of the columns in and out; those out are text. No value of the table is passed to it as
  text.
-#}
{% macro _run_script(what, settings, from, given, made) %}
    {%- set python = synthetic_showcase._option('spark_python') -%}
    {%- if python is none -%}
        {#- An absolute path, because Spark runs a script in a folder of its own. -#}
        {%- set root = invocation_args_dict.project_dir | string -%}
        {%- set root = root if root.startswith('/') else env_var('PWD', '.') ~ '/' ~ root -%}
        {%- set folder = root ~ ('' if project_name == 'synthetic_showcase' else '/dbt_packages/synthetic_showcase') -%}
        {%- set python = "PYTHONPATH='" ~ folder ~ "/python_udfs' " ~ env_var('PYSPARK_PYTHON', 'python3') -%}
    {%- endif %}
    select transform({{ given | join(', ') }})
        row format delimited fields terminated by '\t'
        using {{ synthetic_showcase._text(python ~ ' -m synthetic_showcase.functions.spark_script ' ~ what ~ " '" ~ tojson(settings) ~ "'") }}
        as ({{ made | join(', ') }})
        row format delimited fields terminated by '\t'
    from {{ from }}
{%- endmacro %}
