{#- The records as they are before edges of bands were found by noisy counts, which is where a release begins. -#}
{% macro _records_before_bands() %}
    {{ return(ref('unbanded_records') if synthetic_showcase._private_bands() else ref('input_records')) }}
{% endmacro %}
