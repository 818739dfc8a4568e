-- 21. a seed that is public, and that a hook fills
select town, remark from {{ ref('towns') }}
