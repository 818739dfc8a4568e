{#-
  The attributes that are known before the contributions are limited: the public ones, with bands in the place of
  cells if edges were chosen from noisy counts.
-#}
{% macro _known_values() %}
    {{ return(ref('showcase_banded_public_attributes') if synthetic_showcase._private_bands() else ref('showcase_public_attributes')) }}
{% endmacro %}
