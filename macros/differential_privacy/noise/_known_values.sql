{#- The attributes that are known when cells are limited: those of bands are, where edges were found by noisy counts. -#}
{% macro _known_values() %}
    {{ return(ref('banded_public_attributes') if synthetic_showcase._private_bands() else ref('public_attributes')) }}
{% endmacro %}
