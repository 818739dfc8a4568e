{#- SQL for the cell of a grid (see `_private_bands`) in which a number lies, as text: 000, 001, ... -#}
{% macro _grid_cell(cell, grid) %}
    {{ return(
        'case when ' ~ cell ~ ' is not null then lpad(cast(cast(least(greatest(floor((try_cast(' ~ cell ~ ' as double) - '
        ~ '(' ~ grid.low ~ ')) / ' ~ grid.step ~ ' + 1e-9), 0), ' ~ (grid.cells - 1) ~ ") as integer) as varchar), 3, '0') end"
    ) }}
{% endmacro %}
