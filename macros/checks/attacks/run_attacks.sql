{#-
  Attacks on the synthetic records of a trial release. Each is tried on subjects from whom the trial release was made
  and on subjects who were held out. Success on both groups comes from what is common to all; more success on the
  first group was learned from their own records.

  Returns SQL with
    attack: `singling_out` (a combination of values of one synthetic record that exactly one subject has; Cohen
      and Nissim, PNAS 2020), `linkage` (two halves of a person's columns are matched through their nearest
      synthetic record), `attribute_inference` (the value in one column is guessed from the synthetic record
      nearest in all others);
    column_name: the column whose value is guessed, else null;
    attacks, successes: on subjects from whom the trial release was made;
    control_attacks, control_successes: on those held out;
    baseline: share that would succeed by chance;
    attack_rate, control_rate: shares of success, by Wilson's estimate (JASA 1927);
    excess: (attack_rate - control_rate) / (1 - control_rate), 0 if the control group is as easy to attack;
    excess_from, excess_to: its confidence interval, at 95 % for all rows of the attack together.
  The three attacks and the excess follow Giomi et al., PoPETs 2023, and their library anonymeter, adapted to
  categories; `python_udfs` says where they differ.

  Arguments:
    record_attributes, attributes, trial_subjects: relations made by `encode_records`,
      `list_attributes`, `split_subjects`.
    trial_records: relation made by `sample_records` or `sample_aggregates` from the trained subjects.
    attacks: most attacks of each kind on each group; defaults to `showcase_attacks`.
    seed: defaults to `showcase_seed`.
    max_comparisons: most comparisons of two cells; if more would be needed, fewer attacks are made.
  Raises an error on engines other than DuckDB.
-#}
{% macro run_attacks(record_attributes, attributes, trial_subjects, trial_records, attacks=none, seed=none, max_comparisons=2000000000) %}
    {{ return(adapter.dispatch('run_attacks', 'synthetic_showcase')(record_attributes, attributes, trial_subjects, trial_records, {
        'attacks': synthetic_showcase._option('attacks', attacks),
        'comparisons': max_comparisons,
        'seed': synthetic_showcase._option('seed', seed),
    })) }}
{% endmacro %}

{% macro default__run_attacks(record_attributes, attributes, trial_subjects, trial_records, settings) %}
    {{ synthetic_showcase._refuse_engine('run_attacks runs on DuckDB') }}
{% endmacro %}

{% macro duckdb__run_attacks(record_attributes, attributes, trial_subjects, trial_records, settings) %}
with

trained_cells as (
    {{ synthetic_showcase.take_trained(record_attributes, trial_subjects) }}
),

control_cells as (
    {{ synthetic_showcase.take_trained(record_attributes, trial_subjects, held_out=true) }}
),

synthetic_cells as (
    select synthetic_id as record_id, attribute_ids from {{ trial_records }}
),

-- each as one value, because the function is called once per row
{%- for name in ['trained', 'control', 'synthetic'] %}
{{ name }} as (
    {{- synthetic_showcase._cell_list(name ~ '_cells') }}
),
{%- endfor %}

columns as (
    {{- synthetic_showcase._column_numbers(attributes) }}
),

attacked as (
    select
        showcase_run_attacks(
            trained.cells,
            control.cells,
            coalesce(synthetic.cells, []),
            columns.column_numbers,
            { {%- for name, value in settings.items() %}'{{ name }}': {{ value }}{{ ', ' if not loop.last }}{% endfor -%} }
        ) as found
    from trained, control, synthetic, columns
    where (select count(*) from {{ trial_subjects }}) > 0
),

named_columns as (
    select distinct column_name, dense_rank() over (order by column_name) - 1 as column_number from {{ attributes }}
),

counted as (
    select
        each.attack,
        named_columns.column_name,
        each.attacks_on_trained as attacks,
        each.successes_on_trained as successes,
        each.attacks_on_control as control_attacks,
        each.successes_on_control as control_successes,
        each.baseline
    from attacked, unnest(attacked.found) as _(each)
    left join named_columns on each.column_number = named_columns.column_number
    where each.attacks_on_trained > 0 and each.attacks_on_control > 0
),

-- The confidence level is for all rows of an attack together (Bonferroni), so that one of many columns does not
-- stand out by chance. The normal quantile is approximated as in Abramowitz and Stegun 26.2.23, to 0.00045.
quantiles as (
    select
        *,
        case
            when rows_of_attack = 1 then 1.959963984540054
            else t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
        end as z
    from (
        select
            *,
            count(*) over (partition by attack) as rows_of_attack,
            sqrt(-2 * ln(0.025 / count(*) over (partition by attack))) as t
        from counted
    )
),

-- Wilson's estimate and half the width of its interval
estimated as (
    select
        *,
        {%- for rate, successes, attacks in [('attack', 'successes', 'attacks'), ('control', 'control_successes', 'control_attacks')] %}
        ({{ successes }} + z * z / 2) / ({{ attacks }} + z * z) as {{ rate }}_rate,
        z / ({{ attacks }} + z * z) * sqrt({{ successes }} * ({{ attacks }} - {{ successes }}) / {{ attacks }} + z * z / 4) as {{ rate }}_error{{ ',' if not loop.last }}
        {%- endfor %}
    from quantiles
),

-- the excess, and its error propagated from those of both rates
compared as (
    select
        *,
        (attack_rate - control_rate) / (1 - control_rate) as difference,
        sqrt(
            pow(attack_error / (1 - control_rate), 2)
            + pow(control_error * (attack_rate - 1) / pow(1 - control_rate, 2), 2)
        ) as error
    from estimated
),

final as (
    select
        attack,
        column_name,
        attacks,
        successes,
        control_attacks,
        control_successes,
        baseline,
        attack_rate,
        control_rate,
        greatest(difference, 0) as excess,
        greatest(difference - error, 0) as excess_from,
        least(greatest(difference + error, 0), 1) as excess_to
    from compared
    order by attack, column_name
)

select * from final
{% endmacro %}
