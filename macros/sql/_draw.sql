{#- SQL for a whole number that is drawn by a hash of some values: the same values, the same number; it differs from engine to engine. -#}
{% macro _draw(values) %}
    {{- return(adapter.dispatch('_draw', 'synthetic_showcase')(values)) -}}
{% endmacro %}

{% macro default___draw(values) %}
    {{- return('hash(' ~ values | join(', ') ~ ')') -}}
{% endmacro %}

{% macro spark___draw(values) %}
    {{- return('xxhash64(' ~ values | join(', ') ~ ')') -}}
{% endmacro %}
