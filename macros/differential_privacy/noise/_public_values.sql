{#-
  The values that columns are publicly known to have, without looking at the table: {column: [values]}. They come from
  `showcase_public_values`, the `accepted_values` tests of the input in dbt, the labels of bands with given edges, the
  cells of bands with a given range, and the columns of a group. The first source that names a column counts; for
  columns with a range it is always the cells.
-#}
{% macro _public_values(public_values=none) %}
    {%- set found = {} -%}
    {%- for column, values in synthetic_showcase._option('public_values', public_values).items() -%}
        {%- do found.update({column | lower: values}) -%}
    {%- endfor -%}
    {%- if execute and synthetic_showcase._option('input_file') is none -%}
        {%- set input = (synthetic_showcase._option('input_model') or '').split('.')[-1] -%}
        {%- for node in graph.nodes.values()
            if node.resource_type == 'test' and (node.test_metadata or {}).get('name') == 'accepted_values' and node.attached_node
            and node.attached_node.split('.')[-1] == input and node.column_name | lower not in found -%}
            {%- do found.update({node.column_name | lower: node.test_metadata.kwargs.get('values', [])}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- for column, grid in synthetic_showcase._private_bands().items() -%}
        {%- set cells = [] -%}
        {%- for cell in range(grid.cells) -%}
            {%- do cells.append('%03d' | format(cell)) -%}
        {%- endfor -%}
        {%- do found.update({column: cells}) -%}
    {%- endfor -%}
    {%- for column, bands in synthetic_showcase._option('bands').items() if bands is not string and bands is not mapping and column | lower not in found -%}
        {%- set edges = [] -%}
        {%- for edge in bands -%}
            {%- do edges.append(edge | int if edge == edge | int else edge) -%}
        {%- endfor -%}
        {%- do found.update({column | lower: synthetic_showcase._band_labels(edges)}) -%}
    {%- endfor -%}
    {%- for group, members in synthetic_showcase._option('column_groups').items() if group | lower not in found -%}
        {%- do found.update({group | lower: members}) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
