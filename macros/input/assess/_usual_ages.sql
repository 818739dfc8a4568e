{#- Edges of bands of ages that everybody uses, which readiness proposes: they say nothing of the data. -#}
{% macro _usual_ages() %}
    {{ return([18, 25, 40, 65]) }}
{% endmacro %}
