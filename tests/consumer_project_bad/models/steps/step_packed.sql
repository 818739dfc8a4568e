select {'where': region, 'who': intake_id} as packed from {{ ref('intakes') }}
