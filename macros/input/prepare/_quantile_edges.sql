{#-
  The edges of the bands between quantiles, which `_quantiles` gives as the text of a list, or none. Edges are learned
  from the data, and the guarantee for counts does not cover them.
-#}
{% macro _quantile_edges(name, quantiles) %}
    {%- set learned = run_query(
        'select distinct unnest(cast(' ~ synthetic_showcase._text(quantiles or '[]') ~ ' as double[])) as edge order by edge'
    ).columns[0].values() -%}
    {%- if not learned -%}
        {{ synthetic_showcase._refuse('bands', name, 'a column with numbers') }}
    {%- endif -%}
    {{ return(learned | list) }}
{% endmacro %}
