{{ synthetic_showcase._only_with(guarantee="k_anonymity") }}
select published_in, length, attribute_ids, support
from {{ ref("showcase_rare_combinations") }}
where support > 0
