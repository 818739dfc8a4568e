{#-
  Finding: entries of a ledger that were changed, or are missing.

  Returns SQL with `entry` and `finding`, in words; no rows if the chain of hashes is intact.

  Arguments: ledger, a relation with the columns of `empty_ledger`, or with those that `columns` lists with their
  types.
-#}
{% macro find_broken_entries(ledger, columns=none) %}
with

chained as (
    select
        entry,
        row_number() over (order by entry) as place,
        previous_hash,
        lag(entry_hash, 1, '') over (order by entry) as hash_before,
        entry_hash,
        {{ synthetic_showcase._entry_hash(columns) }} as hash_of_fields
    from {{ ledger }}
),

final as (
    select
        entry,
        case
            when entry is distinct from place then 'an entry before it is missing, or it is there twice'
            when previous_hash is distinct from hash_before then 'it does not follow the entry before it'
            when entry_hash is distinct from hash_of_fields then 'one of its fields was changed'
        end as finding
    from chained
)

select * from final
where finding is not null
order by entry
{% endmacro %}
