{%- set mean = one_value('select avg(reported_count) from ' ~ ref('showcase_aggregates')) %}
select selections, reported_count from {{ ref('showcase_aggregates') }} where reported_count > {{ mean }}
