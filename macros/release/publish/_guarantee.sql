{#- The guarantee of a k-anonymous release in words, for its readers. -#}
{% macro _guarantee(mode, resolution, reporting_length) %}
    {%- set aggregates = 'Reported counts are rounded down to a multiple of ' ~ resolution ~ '; a combination of up to '
        ~ reporting_length ~ ' values that fewer than ' ~ resolution ~ ' sensitive records hold is not reported.' -%}
    {%- if mode == 'aggregate_seeded' -%}
        {{ return('Every combination of up to ' ~ reporting_length ~ ' values in a synthetic record is held by at least ' ~ resolution
            ~ ' sensitive records. Nothing is promised of longer combinations: as a whole, a synthetic record may match few sensitive records, or none. '
            ~ aggregates) }}
    {%- endif -%}
    {{ return('At least ' ~ resolution ~ ' sensitive records hold the whole combination of values of every synthetic record. ' ~ aggregates) }}
{% endmacro %}
