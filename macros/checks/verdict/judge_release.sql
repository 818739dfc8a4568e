{#-
  The verdict on a release: one row per check, in words. Sensitive, because some figures are computed from unprotected
  counts.

  Returns SQL with
    release_id: that of the run;
    position: order in which to read the checks;
    check_name: the check; the findings of a check that counts findings are in the model showcase_<check_name>;
    figure, limit_value: what was found, and the most that passes (the least, for records_at_risk);
    verdict: `pass`, `fail`, or `not checked` if there was nothing to check;
    stops_release: whether nothing is published if it fails;
    sentence: what that means;
    basis: what was examined, and how much of it.

  Arguments: relations by the name of the check or step, a dictionary with `synthetic_records`,
  `unsupported_synthetic_records`, `fabricated_combinations`, `leaked_combinations`,
  `misreported_aggregates`, `direct_identifiers`, `reported_columns`, `reported_attributes`, `reported_aggregates`,
  `records_at_risk_by_length`, `group_diversity`, `homogeneous_groups`, `undiverse_combinations`,
  `examined_wholes`, `pinned_combinations`, `released_aggregates`, `repeated_releases`, `revealing_changes`,
  `attack_results`, `successful_attacks`; mode, resolution, reporting_length, the limits, and subject_id and
  reviewed_columns (as in `prepare_records`) default to the variables.
-#}
{% macro judge_release(
    relations, mode=none, resolution=none, reporting_length=none, homogeneity_severity=none, max_value_share=none,
    min_diversity=none, min_interval=none, max_attack_excess=none, allow_repeated_k_anonymity=none, subject_id=none, reviewed_columns=none
) %}
    {%- set subject_id = synthetic_showcase._subject_id(subject_id) -%}
    {%- set people = 'people' if subject_id is not none else 'rows, each declared to be a person,' -%}
    {%- set mode = synthetic_showcase._option('synthesis_mode', mode) -%}
    {%- set k = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set max_excess = synthetic_showcase._option('max_attack_excess', max_attack_excess) -%}
    {%- set counted = synthetic_showcase._counted_checks(relations, {
        'mode': mode,
        'resolution': k,
        'reporting_length': reporting_length,
        'homogeneity_severity': synthetic_showcase._option('homogeneity_severity', homogeneity_severity),
        'max_value_share': synthetic_showcase._option('max_value_share', max_value_share),
        'min_diversity': synthetic_showcase._option('min_diversity', min_diversity),
        'min_interval': synthetic_showcase._min_interval(k, min_interval),
        'allow_repeated_k_anonymity': synthetic_showcase._option('allow_repeated_k_anonymity', allow_repeated_k_anonymity),
        'reviewed_columns': synthetic_showcase._option('reviewed_columns', reviewed_columns),
    }, people) -%}
    {%- set attacks = {
        'singling_out': 'Singling out one person by values of one synthetic record',
        'linkage': 'Joining two halves of what is known about a person',
        'attribute_inference': 'Guessing what is not known about a person',
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
        case
            when count(*) = 0 then {{ synthetic_showcase._text(check.none) }}
            else {{ synthetic_showcase._text(check.some ~ ': ') }} || {{ check.list or 'count(*)' }} || '.'
        end as sentence,
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
        max(rare_records) || ' of ' || max(measured_records)
            || ' people have a combination of up to {{ reporting_length }} values that fewer than {{ k }} people have, '
            || max(unique_records) || ' one that nobody else has; none of these combinations is published for '
            || round(100 * coalesce(min(share_protected), 1), 1) || ' % of them.' as sentence,
        case when any_value(measured_records) = any_value(records) then 'all ' else 'a sample of ' || any_value(measured_records) || ' of ' end
            || any_value(records) || ' people' as basis,
        null as missing
    from {{ relations.records_at_risk_by_length }}
),

{% for attack, words in attacks.items() -%}
{{ synthetic_showcase._attack_check(relations, attack, words, max_excess[attack]) }},

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
