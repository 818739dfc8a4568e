{#-
  The bands between quantiles, which `_quantiles` gives as the text of a list, or none: {edges, zero_apart}. Edges are
  learned from the data, and the guarantee for counts does not cover them. Where zeros alone would fill a band, they are
  one, so that the others are not told to be like them.
-#}
{% macro _quantile_edges(name, quantiles) %}
    {%- set learned = 'cast(' ~ synthetic_showcase._text(quantiles or '[0]') ~ ' as double[])' -%}
    {%- set zero_apart = run_query('select ' ~ learned ~ '[1] = 1').rows[0][0] -%}
    {%- set edges = run_query('select distinct unnest(' ~ learned ~ '[2:]) as edge order by edge').columns[0].values() | list -%}
    {%- if not edges -%}
        {{ synthetic_showcase._refuse('bands', name, 'a column with numbers') }}
    {%- endif -%}
    {{ return({'edges': edges | reject('equalto', 0) | list if zero_apart else edges, 'zero_apart': zero_apart}) }}
{% endmacro %}
