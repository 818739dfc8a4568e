{#-
  SQL with one value, `passed`: true, or an error that lists the checks with findings, or says that there was no
  check.
-#}
{% macro _checks_passed(checks) %}
    {%- set found = "'synthetic_showcase: not published, because these checks have findings: ' || string_agg(check_name, ', ') filter (where findings > 0)" %}
    select
        case
            when count(*) = 0 then {{ synthetic_showcase._stop("'synthetic_showcase: not published, because nothing was checked'") }}
            when sum(findings) = 0 then true
            else {{ synthetic_showcase._stop(found) }}
        end as passed
    from {{ checks }}
{%- endmacro %}
