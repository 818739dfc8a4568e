{%- set query %}select distinct length from {{ ref('showcase_aggregates') }} order by 1{% endset %}
{%- set lengths = run_query(query).rows if execute else [[1]] %}
{%- for row in lengths %}
select {{ row[0] }} as length, count(*) as combinations from {{ ref('showcase_aggregates') }} where length = {{ row[0] }}
{{ 'union all' if not loop.last }}
{%- endfor %}
