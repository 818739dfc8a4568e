{#-
  What `_hidden_codes` finds in each column with bands of numbers: {column: words}. Empty with differential privacy,
  where a statement must not depend on the data.
-#}
{% macro _codes_in_bands() %}
    {%- if synthetic_showcase._is_private() or not synthetic_showcase._option('bands') -%}
        {{ return({}) }}
    {%- endif -%}
    {{ return((synthetic_showcase._checked_input() or {'codes': {}}).codes) }}
{% endmacro %}
