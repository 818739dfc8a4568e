{#-
  SQL, for a query on the rows of a table, for the codes that often mean that a value is missing and that bands of
  numbers would hide, with the share of the rows that have them; empty if there is none. Only those that at least
  `showcase_reporting_resolution` rows have, and more than twice as many as have the next number below and above: 99 is
  also an age. `cell` is SQL for a cell with a number. DuckDB only.
-#}
{% macro _hidden_codes(cell) %}
    {%- set number = 'try_cast(' ~ cell ~ ' as double)' -%}
    {%- set codes, looked_at, found = [], [], [] -%}
    {%- for code in synthetic_showcase._frequent_codes() if modules.re.fullmatch('-?[0-9]+', code) -%}
        {%- do codes.append(code | int) -%}
    {%- endfor -%}
    {%- for code in codes -%}
        {%- do looked_at.append(code) -%}
        {%- set held = 'showcase_seen.rows_of[' ~ code ~ '.0]' -%}
        {%- set conditions = [held ~ ' >= ' ~ synthetic_showcase._option('reporting_resolution')] -%}
        {#- Another code, or 0, says nothing of how frequent numbers are here. -#}
        {%- for next in [code - 1, code + 1] if next not in codes + [0] -%}
            {%- do looked_at.append(next) -%}
            {%- do conditions.append(held ~ ' > 2 * coalesce(showcase_seen.rows_of[' ~ next ~ '.0], 0)') -%}
        {%- endfor -%}
        {%- do found.append('case when ' ~ conditions | join(' and ') ~ " then '" ~ code ~ " (' || round(100.0 * " ~ held ~ " / showcase_seen.all_rows, 1) || ' %)' end") -%}
    {%- endfor -%}
    {{ return(
        'list_transform([struct_pack(rows_of := histogram(' ~ number ~ ') filter (where ' ~ number ~ ' in (' ~ looked_at | join(', ')
        ~ ')), all_rows := count(*))], lambda showcase_seen: concat_ws(\', \', ' ~ found | join(', ') ~ '))[1]'
    ) }}
{% endmacro %}
