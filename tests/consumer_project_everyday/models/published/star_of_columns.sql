select {{ columns_but(ref('showcase_aggregates'), except=['standard_error']) }} from {{ ref('showcase_aggregates') }}
