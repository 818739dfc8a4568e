{#- The records before their bands are chosen from noisy counts. The release is identified by these. -#}
{% macro _records_before_bands() %}
    {{ return(ref('showcase_unbanded_records') if synthetic_showcase._private_bands() else ref('showcase_input_records')) }}
{% endmacro %}
