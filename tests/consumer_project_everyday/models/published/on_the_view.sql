select *, {{ share('women', 'people') }} as share from {{ ref('as_view') }}
