{#-
  The columns whose bands are quantiles of a public range, each with the grid from whose noisy counts the edges are
  chosen: {column in lower case: {quantiles, low, step, cells}}; empty without differential privacy.

  The step is 1, 2 or 5 times a power of ten, the smallest with which at most 100 cells cover the range; it is a whole
  number for ranges of 20 or more. Values outside the range count in the first or last cell.
-#}
{% macro _private_bands() %}
    {%- set grids = {} -%}
    {%- if synthetic_showcase._is_private() -%}
        {%- for column, bands in synthetic_showcase._option('bands').items() if bands is mapping and 'from' in bands -%}
            {%- set low, width = bands['from'], bands.to - bands['from'] -%}
            {%- set steps = [] -%}
            {%- for power in range(-12, 300) if not steps -%}
                {%- for digit in [1, 2, 5] -%}
                    {%- set step = digit * 10 ** power if power >= 0 else digit / 10 ** -power -%}
                    {%- if step * 100 >= width * (1 - 1e-9) and (width < 20 or step >= 1) -%}
                        {%- do steps.append(step) -%}
                    {%- endif -%}
                {%- endfor -%}
            {%- endfor -%}
            {%- set cells = (width / steps[0] - 1e-9) | round(0, 'ceil') | int -%}
            {%- do grids.update({column | lower: {'quantiles': bands.quantiles, 'low': low, 'step': steps[0], 'cells': cells}}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(grids) }}
{% endmacro %}
