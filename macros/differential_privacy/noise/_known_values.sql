{#- The attributes that are known when cells are limited: those of bands are, where edges were found by noisy counts. -#}
{% macro _known_values() %}
    {{ return(ref('showcase_banded_public_attributes') if synthetic_showcase._private_bands() else ref('showcase_public_attributes')) }}
{% endmacro %}
