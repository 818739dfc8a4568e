{% macro values_of(relation, column) %}
    {%- call statement('values_of', fetch_result=true) -%}
        select distinct {{ column }} as value from {{ relation }} where {{ column }} is not null order by 1
    {%- endcall -%}
    {{ return(load_result('values_of').data | map('first') | list if execute else []) }}
{% endmacro %}
