-- 15. a gate that was given another resolution than the release states
select reported_records from {{ ref('loose_totals') }}
