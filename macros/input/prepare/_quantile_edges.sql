{#-
  The edges that split a column of numbers into `quantiles` bands of about equal size. They are rounded to two
  significant digits, so that no edge is the number of one person. Edges are learned from the data, and the
  guarantee for counts does not cover them. `cell` is SQL over `source`.
-#}
{% macro _quantile_edges(source, name, cell, quantiles) %}
    {%- set shares = [] -%}
    {%- for part in range(1, quantiles) -%}
        {%- do shares.append(part / quantiles) -%}
    {%- endfor -%}
    {%- set learned = run_query(
        'with edges as (select unnest(quantile_disc(try_cast(' ~ cell ~ ' as double), [' ~ shares | join(', ') ~ '])) as edge from ' ~ source ~ ')'
        ~ ' select distinct case when edge = 0 then 0 else round(edge, cast(1 - floor(log10(abs(edge))) as integer)) end as edge'
        ~ ' from edges where edge is not null order by edge'
    ).columns[0].values() -%}
    {%- if not learned -%}
        {{ synthetic_showcase._refuse('bands', name, 'a column with numbers') }}
    {%- endif -%}
    {{ return(learned | list) }}
{% endmacro %}
