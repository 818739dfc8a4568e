{%- set relation = adapter.get_relation(database=this.database, schema=this.schema, identifier=ref('showcase_aggregates').identifier) %}
-- depends_on: {{ ref('showcase_aggregates') }}
select count(*) as n, '{{ relation.identifier if relation else 'none' }}' as table_name from {{ ref('showcase_aggregates') }}
