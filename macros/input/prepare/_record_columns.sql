{#-
  The columns of the records, with each group of columns as one: a list of {name, sql, band, is_list, delimiter,
  is_normalized}.
  `sql` gives the cell from the source; `band`, if the column has bands, gives the band from the cell, and with
  differential privacy a cell of the grid.
  Arguments: columns, made by `_columns_in_use`; options, made by `_input_options`; quantiles, made by `_check_rows`.
-#}
{% macro _record_columns(columns, options, quantiles) %}
    {%- set group_of = {} -%}
    {%- for group, members in options.column_groups.items() -%}
        {%- for name in members -%}
            {%- do group_of.update({name | lower: group}) -%}
        {%- endfor -%}
    {%- endfor -%}

    {%- set made = [] -%}
    {%- set group_cells = {} -%}
    {%- for column in columns -%}
        {%- set name = column.name | lower -%}
        {%- set bands = synthetic_showcase._lookup(options.bands, name) -%}
        {%- set delimiter = synthetic_showcase._lookup(options.multi_value_columns, name) -%}
        {%- set reading = synthetic_showcase._reading(column, options) -%}
        {%- set is_list = delimiter is not none or column.type.endswith('[]') -%}
        {%- if name in group_of -%}
            {%- set group = group_of[name] -%}
            {%- if group not in group_cells -%}
                {%- do group_cells.update({group: {}}) -%}
                {%- do made.append({'name': group, 'band': none, 'is_list': true, 'delimiter': ';'}) -%}
            {%- endif -%}
            {%- do group_cells[group].update({column.name: synthetic_showcase._cell(column, reading)}) -%}
        {%- elif is_list -%}
            {%- set sql = synthetic_showcase._list_cell(column, reading, delimiter) -%}
            {%- do made.append({'name': column.name, 'sql': sql, 'band': none, 'is_list': true, 'delimiter': delimiter or ';', 'is_normalized': reading.is_normalized}) -%}
        {%- else -%}
            {%- set cell = synthetic_showcase._cell(column, reading) -%}
            {%- set grid = synthetic_showcase._private_bands().get(name) -%}
            {%- set quoted = synthetic_showcase._name(column.name) -%}
            {%- set band = synthetic_showcase._grid_cell(quoted, grid) if grid is not none
                else synthetic_showcase._quantile_band(quoted, synthetic_showcase._quantile_edges(column.name, quantiles[column.name])) if bands is mapping
                else synthetic_showcase._band(quoted, bands) if bands is not none else none -%}
            {%- set cell = synthetic_showcase._in_plain(column, cell, bands) if band else cell -%}
            {%- do made.append({'name': column.name, 'sql': cell, 'band': band, 'is_list': false, 'delimiter': ';', 'is_normalized': reading.is_normalized}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for group, cells in group_cells.items() -%}
        {%- for column in made if column.name == group -%}
            {%- do column.update({'sql': synthetic_showcase._group_cell(cells)}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(made) }}
{% endmacro %}
