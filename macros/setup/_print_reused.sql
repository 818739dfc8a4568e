{#- Logs how many steps of a run were reused, and which ones were built anew. -#}
{% macro _print_reused(results) %}
    {%- set reused, made = [], [] -%}
    {%- for result in results if result.status == 'success' and result.node.resource_type == 'model' and result.node.config.materialized == 'reusable'
        and result.node.config.get('meta', {}).get('reuse', true) -%}
        {%- do (reused if result.message == 'REUSED' else made).append(result.node.name) -%}
    {%- endfor -%}
    {%- if reused -%}
        {%- do log('synthetic_showcase | reused ' ~ reused | length ~ ' of ' ~ (reused + made) | length
            ~ ' steps, because neither their inputs nor their code changed'
            ~ ('; built: ' ~ made[:8] | join(', ') ~ (' and ' ~ (made | length - 8) ~ ' more' if made | length > 8) if made), info=true) -%}
    {%- endif -%}
{% endmacro %}
