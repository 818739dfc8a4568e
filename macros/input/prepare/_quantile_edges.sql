{#-
  The edges that split a column of numbers into bands of about equal size: its quantiles, rounded to two significant
  digits, so that no edge is the number of one person. Edges are learned from the data, and the guarantee for counts
  does not cover them. `quantiles` is the text of a list, or none.
-#}
{% macro _quantile_edges(name, quantiles) %}
    {%- set learned = run_query(
        'with edges as (select unnest(cast(' ~ synthetic_showcase._text(quantiles or '[]') ~ ' as double[])) as edge)'
        ~ ' select distinct case when edge = 0 then 0 else round(edge, cast(1 - floor(log10(abs(edge))) as integer)) end as edge'
        ~ ' from edges where edge is not null order by edge'
    ).columns[0].values() -%}
    {%- if not learned -%}
        {{ synthetic_showcase._refuse('bands', name, 'a column with numbers') }}
    {%- endif -%}
    {{ return(learned | list) }}
{% endmacro %}
