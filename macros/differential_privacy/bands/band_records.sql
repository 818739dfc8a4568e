{#-
  The records with the bands that `choose_bands` gives to the cells of their grids.

  Returns SQL with the columns of `records`.

  Arguments: relations made by `prepare_records` and `choose_bands`.
-#}
{% macro band_records(records, chosen_bands) %}
    {%- set banded = {} -%}
    {%- for column in synthetic_showcase._private_bands() -%}
        {%- do banded.update({column: 'band'}) -%}
    {%- endfor -%}
    {{ return(synthetic_showcase.generalize_records(records, chosen_bands, banded)) }}
{% endmacro %}
