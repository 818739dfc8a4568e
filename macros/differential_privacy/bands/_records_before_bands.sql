{#- The records as they are before edges of bands were found by noisy counts, which is where a release begins. -#}
{% macro _records_before_bands() %}
    {{ return(ref('showcase_unbanded_records') if synthetic_showcase._private_bands() else ref('showcase_input_records')) }}
{% endmacro %}
