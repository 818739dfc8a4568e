-- 16. a gate that was given a text, which can be any query
select reported_records from {{ ref('fed_totals') }}
