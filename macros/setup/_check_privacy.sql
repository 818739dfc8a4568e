{#-
  Stop before any work where differential privacy can't be had with these options: no epsilon, shares that
  do not add up, what would be learned from the data and not paid for, checks of k-anonymity.
-#}
{% macro _check_privacy() %}
    {%- if not synthetic_showcase._is_private() -%}
        {%- for name in ['epsilon', 'delta', 'public_values', 'max_values', 'budget_shares', 'budget_epsilon', 'data_set']
            if var('showcase_' ~ name, none) not in [none, {}] -%}
            {{ synthetic_showcase._refuse('guarantee', 'k_anonymity', 'differential_privacy where showcase_' ~ name ~ ' is set') }}
        {%- endfor -%}
        {%- for column, bands in synthetic_showcase._option('bands').items() if bands is mapping and 'from' in bands -%}
            {{ synthetic_showcase._refuse('bands', {column: bands}, '{quantiles: n} without a range, which edges need with differential privacy alone') }}
        {%- endfor -%}
        {{ return('') }}
    {%- endif -%}
    {%- if synthetic_showcase._option('epsilon') is none -%}
        {{ synthetic_showcase._refuse('epsilon', none, 'a number above 0: how much of the budget this release may spend') }}
    {%- endif -%}
    {%- do synthetic_showcase._budget_shares() -%}
    {%- for column, bands in synthetic_showcase._option('bands').items() if bands is mapping and 'from' not in bands -%}
        {{ synthetic_showcase._refuse('bands', {column: bands}, 'edges, or quantiles of a public range, as in {quantiles: 4, from: 0, to: 100}, with differential privacy: the range is not to come from the data') }}
    {%- endfor -%}
    {%- for column, level in synthetic_showcase._option('generalize').items() if level == 'auto' -%}
        {{ synthetic_showcase._refuse('generalize', {column: level}, 'a level with differential privacy: what auto lifts is learned from the data') }}
    {%- endfor -%}
    {%- if synthetic_showcase._option('record_limit') is not none -%}
        {{ synthetic_showcase._refuse(
            'record_limit', synthetic_showcase._option('record_limit'),
            'empty with differential privacy: where one person more comes in, another one falls out'
        ) }}
    {%- endif -%}
    {%- for name, none_of_it in {'min_diversity': none, 'sensitive_columns': []}.items() if synthetic_showcase._option(name) != none_of_it -%}
        {{ synthetic_showcase._refuse(name, synthetic_showcase._option(name), 'empty with differential privacy, which bounds what is learned of anybody') }}
    {%- endfor -%}
{% endmacro %}
