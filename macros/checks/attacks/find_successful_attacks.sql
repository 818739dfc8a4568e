{#-
  Finding: attacks that succeed on those whose records a trial release was made from, beyond what
  succeeds on others: the lower end of the confidence interval of the excess is above the limit.

  Returns SQL with the columns of `run_attacks`.

  Arguments:
    attack_results: relation made by `run_attacks`.
    max_attack_excess: {attack: limit}; what is left out defaults to `showcase_max_attack_excess`.
-#}
{% macro find_successful_attacks(attack_results, max_attack_excess=none) %}
select *
from {{ attack_results }}
where
    excess_from > case attack
        {%- for attack, limit in synthetic_showcase._option('max_attack_excess', max_attack_excess).items() %}
        when '{{ attack }}' then {{ limit }}
        {%- endfor %}
    end
{% endmacro %}
