{#-
  The verdict on a release: one row a check, in plain words. Sensitive, since some figures are computed
  from unprotected counts.

  Returns SQL with
    release_id: that of the run;
    position: order in which to read them;
    check_name: the check; where it is one of findings, they are in the model showcase_<check_name>;
    figure, limit_value: what was found and the most that passes (the least, for records_at_risk);
    verdict: `pass`, `fail`, or `not checked` where there was nothing to check;
    stops_release: whether nothing is published where it fails;
    sentence: what that means;
    basis: what was looked at, and of how much.

  Arguments: relations by the name of the check or step, a dictionary with `synthetic_records`,
  `unsupported_synthetic_records`, `fabricated_combinations`, `leaked_combinations`,
  `misreported_aggregates`, `reported_aggregates`, `records_at_risk_by_length`, `group_diversity`,
  `homogeneous_groups`, `undiverse_combinations`, `examined_wholes`, `pinned_combinations`,
  `released_aggregates`, `repeated_releases`, `revealing_changes`, `attack_results`, `successful_attacks`;
  mode, resolution, reporting_length, the limits and subject_id (as in `prepare_records`) default to the variables.
-#}
{% macro judge_release(
    relations, mode=none, resolution=none, reporting_length=none, homogeneity_severity=none, max_value_share=none,
    min_diversity=none, min_interval=none, max_attack_excess=none, allow_repeated_k_anonymity=none, subject_id=none
) %}
    {%- set subject_id = synthetic_showcase._subject_id(subject_id) -%}
    {%- set people = 'people' if subject_id is not none else 'rows, each declared to be a person,' -%}
    {%- set mode = synthetic_showcase._option('synthesis_mode', mode) -%}
    {%- set k = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set severity = synthetic_showcase._option('homogeneity_severity', homogeneity_severity) -%}
    {%- set max_value_share = synthetic_showcase._option('max_value_share', max_value_share) -%}
    {%- set min_diversity = synthetic_showcase._option('min_diversity', min_diversity) -%}
    {%- set min_interval = synthetic_showcase._min_interval(k, min_interval) -%}
    {%- set max_excess = synthetic_showcase._option('max_attack_excess', max_attack_excess) -%}
    {%- set allowed = synthetic_showcase._option('allow_repeated_k_anonymity', allow_repeated_k_anonymity) -%}
    {#- Checks that are a number of findings: what it means that there is none, that there are `n`, and what was looked at. -#}
    {%- set records = '(select count(*) from ' ~ relations.synthetic_records ~ ')' -%}
    {%- set combinations = '(select count(*) from ' ~ relations.reported_aggregates ~ ')' -%}
    {%- set everything = "'all ' || " ~ records ~ " || ' synthetic records and ' || " ~ combinations ~ " || ' reported combinations'" -%}
    {%- set counted = [
        {
            'name': 'unsupported_synthetic_records',
            'stops': mode != 'aggregate_seeded',
            'none': 'At least ' ~ k ~ ' ' ~ people ~ ' share the whole of every synthetic record.',
            'some': ' synthetic records are shared as a whole by fewer than ' ~ k ~ ' people' ~ (', which this mode allows.' if mode == 'aggregate_seeded' else '.'),
            'basis': "'all ' || " ~ records ~ " || ' synthetic records'",
        },
        {
            'name': 'fabricated_combinations',
            'none': 'No combination of up to ' ~ reporting_length ~ ' values is published that nobody has.',
            'some': ' combinations are published that nobody has.',
            'basis': everything,
        },
        {
            'name': 'leaked_combinations',
            'none': 'No combination of up to ' ~ reporting_length ~ ' values is published that fewer than ' ~ k ~ ' people have.',
            'some': ' combinations are published that fewer than ' ~ k ~ ' people have.',
            'basis': everything,
        },
        {
            'name': 'misreported_aggregates',
            'none': 'Every reported count is the true one, rounded down to a multiple of ' ~ k ~ '.',
            'some': ' reported counts are not the true ones rounded down to a multiple of ' ~ k ~ '.',
            'basis': "'all ' || " ~ combinations ~ " || ' reported combinations'",
        },
        {
            'name': 'homogeneous_groups',
            'stops': severity == 'error',
            'not_checked': '(select count(*) from ' ~ relations.group_diversity ~ ') = 0',
            'none': 'No reported count says of a group that ' ~ (100 * max_value_share) | round(1) ~ ' % or more of it have one value of a sensitive column.',
            'some': ' reported counts say of a group that ' ~ (100 * max_value_share) | round(1) ~ ' % or more of it have one value of a sensitive column.',
            'basis': "'all ' || (select count(*) from " ~ relations.group_diversity ~ ") || ' groups and sensitive columns'",
            'missing': 'showcase_sensitive_columns names no column',
        },
        {
            'name': 'undiverse_combinations',
            'not_checked': ('(select count(*) from ' ~ relations.group_diversity ~ ') = 0') if min_diversity else 'true',
            'none': 'Nothing published tells a sensitive value of a group with fewer than ' ~ min_diversity ~ ' outcomes of its column.',
            'some': ' records or counts tell a sensitive value of a group with fewer than ' ~ min_diversity ~ ' outcomes of its column.',
            'basis': everything,
            'missing': 'showcase_min_diversity is empty',
        },
        {
            'name': 'pinned_combinations',
            'none': 'No rare count that is left out can be worked out from the others to fewer than ' ~ min_interval ~ ' numbers.',
            'some': ' rare counts that are left out can be worked out from the others to fewer than ' ~ min_interval ~ ' numbers.',
            'basis': "(select count(*) from " ~ relations.examined_wholes ~ ") || ' of ' || (select 1 + count(*) from " ~ relations.reported_aggregates
                ~ " where length < " ~ reporting_length ~ ") || ' reported groups'",
        },
        {
            'name': 'repeated_releases',
            'none': 'A further k-anonymous release is allowed by showcase_allow_repeated_k_anonymity.' if allowed
                else 'No earlier release was made from other records.',
            'some': ' earlier releases were made from other records, and showcase_allow_repeated_k_anonymity is not set.',
            'basis': "(select count(distinct release_id) from " ~ relations.released_aggregates ~ ") || ' earlier releases'",
        },
        {
            'name': 'revealing_changes',
            'stops': false,
            'none': 'No count differs from that of an earlier release so that fewer than ' ~ k ~ ' people may be the difference.',
            'some': ' counts differ from those of earlier releases so that fewer than ' ~ k ~ ' people may be the difference.',
            'basis': "(select count(distinct release_id) from " ~ relations.released_aggregates ~ ") || ' earlier releases'",
        },
    ] -%}
    {%- set attacks = {
        'singling_out': 'Singling out one person by values of one synthetic record',
        'linkage': 'Joining two halves of what is known of a person',
        'attribute_inference': 'Guessing what is not known of a person',
    } %}
with

{% for check in counted -%}
{{ check.name }} as (
    select
        '{{ check.name }}' as check_name,
        count(*) as figure,
        0 as limit_value,
        {{ check.not_checked or 'false' }} as is_not_checked,
        count(*) > 0 as fails,
        {{ check.get('stops', true) | lower }} as stops_release,
        case when count(*) = 0 then {{ synthetic_showcase._text(check.none) }} else count(*) || {{ synthetic_showcase._text(check.some) }} end as sentence,
        {{ check.basis }} as basis,
        {{ synthetic_showcase._text(check.missing) if check.missing else 'null' }} as missing
    from {{ relations[check.name] }}
),

{% endfor -%}
records_at_risk as (
    select
        'records_at_risk' as check_name,
        coalesce(min(share_protected), 1) as figure,
        1 as limit_value,
        false as is_not_checked,
        coalesce(min(share_protected), 1) < 1 as fails,
        true as stops_release,
        max(rare_records) || ' of ' || max(measured_records) || ' people have a combination of up to {{ reporting_length }} values that fewer than {{ k }} people have, '
            || max(unique_records) || ' one that nobody else has; none of these combinations is published for '
            || round(100 * coalesce(min(share_protected), 1), 1) || ' % of them.' as sentence,
        case when any_value(measured_records) = any_value(records) then 'all ' else 'a sample of ' || any_value(measured_records) || ' of ' end
            || any_value(records) || ' people' as basis,
        null as missing
    from {{ relations.records_at_risk_by_length }}
),

{% for attack, words in attacks.items() -%}
{{ attack }} as (
    select
        '{{ attack }}' as check_name,
        coalesce(max(excess_from), 0) as figure,
        {{ max_excess[attack] }} as limit_value,
        count(*) = 0 as is_not_checked,
        (select count(*) from {{ relations.successful_attacks }} where attack = '{{ attack }}') > 0 as fails,
        true as stops_release,
        '{{ words }}{{ ", best in " if attack == 'attribute_inference' }}'
            {%- if attack == 'attribute_inference' %} || max_by(column_name, [excess_from, excess]){% endif %} || ': '
            || max_by(successes, [excess_from, excess]) || ' of ' || max_by(attacks, [excess_from, excess]) || ' attacks succeeded on those in a trial release, '
            || max_by(control_successes, [excess_from, excess]) || ' of ' || max_by(control_attacks, [excess_from, excess]) || ' on others; the excess is '
            || round(100 * max_by(excess, [excess_from, excess]), 1) || ' %, from ' || round(100 * max(excess_from), 1) || ' to '
            || round(100 * max_by(excess_to, [excess_from, excess]), 1) || ' %.' as sentence,
        'trial release; ' || sum(attacks) || ' attacks on those in it, ' || sum(control_attacks) || ' on others' as basis,
        'no attack could be tried: showcase_control_share is 0, or the synthetic records of the trial offer nothing to start from' as missing
    from {{ relations.attack_results }}
    where attack = '{{ attack }}'
),

{% endfor -%}
rows_are_people as (
    select
        'rows_are_people' as check_name,
        0 as figure,
        0 as limit_value,
        {{ (subject_id is none) | lower }} as is_not_checked,
        false as fails,
        true as stops_release,
        {{ synthetic_showcase._text(synthetic_showcase._subject_sentence(subject_id)) }} as sentence,
        'the options of the run' as basis,
        null as missing
),

all_checks as (
    {%- for name in counted | map(attribute='name') | list + ['records_at_risk'] + attacks | list + ['rows_are_people'] %}
    select {{ loop.index }} as position, * from {{ name }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

final as (
    select
        '{{ invocation_id }}' as release_id,
        position,
        check_name,
        case when not is_not_checked then cast(figure as double) end as figure,
        cast(limit_value as double) as limit_value,
        case when is_not_checked then 'not checked' when fails then 'fail' else 'pass' end as verdict,
        stops_release,
        case when is_not_checked and missing is not null then 'Not checked: ' || missing || '.' else sentence end as sentence,
        case when not is_not_checked then basis end as basis
    from all_checks
    order by position
)

select * from final
{% endmacro %}
