{#- Whether a run publishes what it made and checked: `showcase_publish` is true, or names the target. -#}
{% macro _publishes() %}
    {%- set publish = synthetic_showcase._option('publish') -%}
    {{ return(publish if publish is boolean else target.name in publish) }}
{% endmacro %}
