select published_in, length, attribute_ids, support
from {{ ref('rare_combinations') }}
where support > 0
