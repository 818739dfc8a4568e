select selections, reported_count from {{ ref('pairs_of_regions') }}
