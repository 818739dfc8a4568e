{#- Whether the name of a column has one of some words as a part of its own, in any case: age in `Age`, `age_years`, `ageYears`. -#}
{% macro _named_like(name, words) %}
    {%- set parts = modules.re.sub('([a-z])([A-Z])', '\\1_\\2', name) | lower -%}
    {{ return(modules.re.search('(^|[^a-z])(' ~ words | join('|') ~ ')([^a-z]|$)', parts) is not none) }}
{% endmacro %}
