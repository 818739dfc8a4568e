select
    length, median(reported_count) as median, quantile_cont(reported_count, [0.25, 0.75]) as quartiles,
    stddev_samp(reported_count) as spread, mode(selections) as typical, arg_max(selections, reported_count) as largest,
    approx_count_distinct(selections) as about, histogram(reported_count) as counts, any_value(selections) as one
from {{ ref('showcase_aggregates') }} group by length
