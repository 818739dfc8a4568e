{#- SQL for a text in the Unicode form NFC. DuckDB: nfc_normalize; Spark has no such function and takes the text as it is. -#}
{% macro _nfc(text) %}
    {{- return(adapter.dispatch('_nfc', 'synthetic_showcase')(text)) -}}
{% endmacro %}

{% macro default___nfc(text) %}
    {{- return('nfc_normalize(' ~ text ~ ')') -}}
{% endmacro %}

{% macro spark___nfc(text) %}
    {{- return(text) -}}
{% endmacro %}
