{#-
  The columns of a relation, or of SQL for a from clause: a list of {name, type}, names as the table spells them and
  types as DuckDB spells them, but an ENUM without its values, which no message may show.
-#}
{% macro _describe(source) %}
    {{ return(adapter.dispatch('_describe', 'synthetic_showcase')(source)) }}
{% endmacro %}

{% macro default___describe(source) %}
    {%- set columns = [] -%}
    {%- for row in run_query('describe select * from ' ~ source).rows -%}
        {%- set type = modules.re.sub("ENUM\\(('([^']|'')*'(, )?)*\\)", 'ENUM', row['column_type']) -%}
        {%- do columns.append({'name': row['column_name'], 'type': type}) -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}

{% macro spark___describe(source) %}
    {%- set spelled = {
        'string': 'VARCHAR', 'tinyint': 'TINYINT', 'smallint': 'SMALLINT', 'int': 'INTEGER', 'timestamp': 'TIMESTAMP WITH TIME ZONE',
        'timestamp_ntz': 'TIMESTAMP', 'binary': 'BLOB', 'void': '"NULL"',
    } -%}
    {%- set columns = [] -%}
    {%- for row in run_query('describe query select * from ' ~ source).rows -%}
        {%- set type = row['data_type'] -%}
        {%- set is_list = type.startswith('array<') -%}
        {%- set item = type[6:-1] if is_list else type -%}
        {%- set item = 'LIST[]' if item.startswith('array<') else 'VARCHAR' if item.startswith(('varchar(', 'char(')) else spelled.get(item, item | upper | replace('<', '(')) -%}
        {%- do columns.append({'name': row['col_name'], 'type': item ~ ('[]' if is_list else '')}) -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}
