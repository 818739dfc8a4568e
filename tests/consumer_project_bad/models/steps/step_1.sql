select region as place from {{ ref('intakes') }}
