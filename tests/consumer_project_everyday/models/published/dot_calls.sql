select selections.upper().replace(':', ' is ') as text, selections.split(';').len() as parts, #2 as second
from {{ ref('showcase_aggregates') }}
