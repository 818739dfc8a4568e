{% macro union_of(relations) %}
    {%- set names = [] -%}
    {%- for relation in relations -%}
        {%- for column in adapter.get_columns_in_relation(relation) if column.name not in names -%}
            {%- do names.append(column.name) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for relation in relations -%}
        {%- set own = adapter.get_columns_in_relation(relation) | map(attribute='name') | list %}
select
    {%- for name in names %}
    cast({{ adapter.quote(name) if name in own else 'null' }} as {{ dbt.type_string() }}) as {{ adapter.quote(name) }}{{ ',' if not loop.last }}
    {%- endfor %}
    {%- if not names %} *{% endif %}
from {{ relation }}
{{ 'union all' if not loop.last }}
    {%- endfor -%}
{% endmacro %}
