{#-
  Raises an error, before any work is done, if an option does not fit the guarantee. With k-anonymity: options of
  differential privacy. With differential privacy: no epsilon, shares that do not add up to 1, settings that would be
  learned from the data without paying for it, and options of k-anonymity.
-#}
{% macro _check_privacy() %}
    {%- if not synthetic_showcase._is_private() -%}
        {%- for name, option in synthetic_showcase.showcase_options().items()
            if option.get('guarantee') == 'differential_privacy' and var('showcase_' ~ name, option.default) not in [none, option.default] -%}
            {{ synthetic_showcase._refuse('guarantee', 'k_anonymity', 'differential_privacy if showcase_' ~ name ~ ' is set') }}
        {%- endfor -%}
        {%- for column, bands in synthetic_showcase._option('bands').items() if bands is mapping and 'from' in bands -%}
            {{ synthetic_showcase._refuse('bands', {column: bands}, '{quantiles: n} without a range, which is needed only with differential privacy') }}
        {%- endfor -%}
        {{ return('') }}
    {%- endif -%}
    {%- if synthetic_showcase._option('epsilon') is none -%}
        {{ synthetic_showcase._refuse('epsilon', none, 'a number above 0: how much of the budget this release may spend') }}
    {%- endif -%}
    {%- if modules.re.search('[*?]', synthetic_showcase._option('input_file') or '') and synthetic_showcase._option('data_set') is none -%}
        {{ synthetic_showcase._refuse('data_set', none, 'the name under which the budget is kept, because showcase_input_file is a pattern') }}
    {%- endif -%}
    {%- do synthetic_showcase._budget_shares() -%}
    {%- for column, bands in synthetic_showcase._option('bands').items() if bands is mapping and 'from' not in bands -%}
        {{ synthetic_showcase._refuse('bands', {column: bands}, 'edges, or quantiles of a public range, as in {quantiles: 4, from: 0, to: 100}, with differential privacy, because the range must not come from the data') }}
    {%- endfor -%}
    {%- for column, level in synthetic_showcase._option('generalize').items() if level == 'auto' -%}
        {{ synthetic_showcase._refuse('generalize', {column: level}, 'a level with differential privacy, because what auto lifts is learned from the data') }}
    {%- endfor -%}
    {%- for name, option in synthetic_showcase.showcase_options().items() if 'reason' in option -%}
        {%- if synthetic_showcase._option(name) != option.default -%}
            {{ synthetic_showcase._refuse(name, synthetic_showcase._option(name), 'empty with differential privacy, ' ~ option.reason) }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
