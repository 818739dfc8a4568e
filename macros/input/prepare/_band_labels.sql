{#-
  Labels of the bands between ascending edges, one more than there are edges: below the first, from
  each edge to the next, from the last one on. A band holds its lower edge and not its upper one, so
  between whole numbers it reads as ages do: 18-24 for 18 up to 25. Sorted as text they stay in their
  order: short numbers get leading zeros, long or negative ones the number of the band in front.
-#}
{% macro _band_labels(edges) %}
    {%- set whole = edges | select('integer') | list | length == edges | length -%}
    {%- set width = edges | map('string') | map('length') | max -%}
    {%- set numbered = edges[0] < 0 or not whole or width > 3 -%}
    {%- set digits = (edges | length + 1) | string | length -%}
    {%- set labels = [] -%}
    {%- for place in range(edges | length + 1) -%}
        {%- set low = edges[place - 1] -%}
        {%- set high = edges[place] -%}
        {%- if place == 0 -%}
            {%- set label = '(below ' ~ high ~ ')' -%}
        {%- elif place == edges | length -%}
            {%- set label = low ~ '+' if numbered else ('%0' ~ width ~ 'd') | format(low) ~ '+' -%}
        {%- elif not whole -%}
            {%- set label = low ~ ' to <' ~ high -%}
        {%- elif high == low + 1 -%}
            {%- set label = low | string if numbered else ('%0' ~ width ~ 'd') | format(low) -%}
        {%- elif numbered -%}
            {%- set label = low ~ ' to ' ~ (high - 1) -%}
        {%- else -%}
            {%- set label = ('%0' ~ width ~ 'd-%0' ~ width ~ 'd') | format(low, high - 1) -%}
        {%- endif -%}
        {%- do labels.append((('%0' ~ digits ~ 'd. ') | format(place + 1) if numbered else '') ~ label) -%}
    {%- endfor -%}
    {{ return(labels) }}
{% endmacro %}
