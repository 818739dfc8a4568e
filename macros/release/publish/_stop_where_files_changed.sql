{#- SQL that stops if a file that was read has changed since this run first read it. -#}
{% macro _stop_where_files_changed() %}
    {%- for file in synthetic_showcase._files_named() %}
select case when not showcase_same_file({{ synthetic_showcase._text(file.path) }}, {{ synthetic_showcase._text(invocation_id) }}) then error({{ synthetic_showcase._text('synthetic_showcase: not published, because ' ~ file.path ~ ' changed while it was read') }}) end;
    {%- endfor %}
{% endmacro %}
