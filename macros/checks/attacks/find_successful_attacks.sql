{#-
  Finding: attacks that succeed significantly more often on subjects in the trial release than on others: the lower
  end of the confidence interval of the excess is above the limit.

  Returns SQL with the columns of `run_attacks`.

  Arguments:
    attack_results: relation made by `run_attacks`.
    max_attack_excess: {attack: limit}; an attack that is left out takes the limit of `showcase_max_attack_excess`.
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
