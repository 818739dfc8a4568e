{#-
  The labels of the bands between ascending edges: below the first edge, from each edge to the next, and from the last
  edge on, so one more than there are edges. A band includes its lower edge and excludes its upper one; between whole
  numbers the label shows the last number included, as is usual for ages (18-24 for 18 up to 25). Labels sort as text
  in the order of the bands: short numbers get leading zeros; with long or negative numbers, the number of the band
  comes first.
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
