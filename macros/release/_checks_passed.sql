{#- SQL with one value, `passed`: true, or an error that names the checks with findings, or says that there was no check. -#}
{% macro _checks_passed(checks) %}
    {{ return(adapter.dispatch('_checks_passed', 'synthetic_showcase')(checks)) }}
{% endmacro %}

{% macro default___checks_passed(checks) %}
    {{ exceptions.raise_compiler_error('synthetic_showcase: publish runs on DuckDB; the target is of type ' ~ target.type ~ '.') }}
{% endmacro %}

{% macro duckdb___checks_passed(checks) %}
    select
        case
            when count(*) = 0 then error('synthetic_showcase: not published, for nothing was checked')
            when sum(findings) = 0 then true
            else error('synthetic_showcase: not published, for these checks have findings: ' || string_agg(check_name, ', ') filter (where findings > 0))
        end as passed
    from {{ checks }}
{%- endmacro %}
