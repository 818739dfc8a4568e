select reported_records from {{ ref('own_totals') }}
