-- 8. a struct, packed in one model and unpacked in the next
select packed.who as number from {{ ref('step_packed') }}
