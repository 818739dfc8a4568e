{#-
  SQL of a CTE with the check of one attack, for `judge_release`: it passes where the lower end of the excess is within
  the limit in every column.

  Arguments: relations, as for `judge_release`; attack, its name; words, what it tries; limit, the highest excess.
-#}
{% macro _attack_check(relations, attack, words, limit) -%}
{{ attack }} as (
    select
        '{{ attack }}' as check_name,
        coalesce(max(excess_from), 0) as figure,
        {{ limit }} as limit_value,
        count(*) = 0 as is_not_checked,
        (select count(*) from {{ relations.successful_attacks }} where attack = '{{ attack }}') > 0 as fails,
        true as stops_release,
        '{{ words }}{{ ", best in " if attack == 'attribute_inference' }}'
            {%- if attack == 'attribute_inference' %} || max_by(column_name, [excess_from, excess]){% endif %} || ': '
            || max_by(successes, [excess_from, excess]) || ' of ' || max_by(attacks, [excess_from, excess])
            || ' attacks succeeded on people in a trial release, '
            || max_by(control_successes, [excess_from, excess]) || ' of ' || max_by(control_attacks, [excess_from, excess])
            || ' on others; the excess is '
            || round(100 * max_by(excess, [excess_from, excess]), 1) || ' %, from ' || round(100 * max(excess_from), 1) || ' to '
            || round(100 * max_by(excess_to, [excess_from, excess]), 1) || ' %.' as sentence,
        'trial release; ' || sum(attacks) || ' attacks on people in it, ' || sum(control_attacks) || ' on others' as basis,
        'no attack could be tried: showcase_control_share is 0, or the synthetic records of the trial offer nothing to start from' as missing
    from {{ relations.attack_results }}
    where attack = '{{ attack }}'
)
{%- endmacro %}
