{#-
  The verdict on a release with differential privacy: one row per check, in words. The checks read only public data
  and the ledger, because whether a release is published must not depend on the records.

  Returns SQL with the columns of `judge_release`.

  Arguments: relations by the name of the check or step, a dictionary with `overdrawn_budgets`,
  `inconsistent_counts`, `unreported_combinations`, `untrue_noise`, `direct_identifiers`, `reported_aggregates`,
  `reported_columns`, `reported_attributes`, `synthetic_records`, `noise_scales`; subject_id and reviewed_columns, as in
  `prepare_records`, default to the variables.
-#}
{% macro judge_private_release(relations, subject_id=none, reviewed_columns=none) %}
    {%- set subject_id = synthetic_showcase._subject_id(subject_id) -%}
    {%- set combinations = "'all ' || (select count(*) from " ~ relations.reported_aggregates ~ ") || ' reported combinations'" -%}
    {%- set checks = [
        {
            'name': 'overdrawn_budgets',
            'none': "'The noise was charged before it was drawn, ' || (select 'epsilon ' || any_value(epsilon) || ' and delta ' || any_value(delta) from " ~ relations.noise_scales ~ ") || ', and the budget of the data set holds.'",
            'some': "'Findings in the privacy ledger: ' || count(*) || '.'",
            'basis': "'all entries of the privacy ledger'",
        },
        {
            'name': 'inconsistent_counts',
            'none': "'No reported combination counts more than one of its parts.'",
            'some': "'Reported combinations that count more than one of their parts, or have one that is not reported: ' || count(*) || '.'",
            'basis': combinations,
        },
        {
            'name': 'unreported_combinations',
            'none': "'Every combination of up to three values in a synthetic record is one that is reported.'",
            'some': "'Combinations in synthetic records that are not reported: ' || count(*) || '.'",
            'basis': "'all ' || (select count(*) from " ~ relations.synthetic_records ~ ") || ' synthetic records'",
        },
        {
            'name': 'untrue_noise',
            'none': "'The noise comes from the operating system and can not be drawn again.'",
            'some': "'The noise was deterministic, for tests: this release is not private.'",
            'basis': "'the options of the run'",
        },
        {
            'name': 'direct_identifiers',
            'none': synthetic_showcase._text(
                'No name of a column and no value that is published looks like a direct identifier of a person'
                ~ (', besides those that showcase_reviewed_columns gives a reason for.' if synthetic_showcase._option('reviewed_columns', reviewed_columns) else '.')
            ),
            'some': "'What looks like a direct identifier of a person: ' || " ~ synthetic_showcase._identifier_list() ~ " || '.'",
            'basis': "'the names of ' || (select count(*) from " ~ relations.reported_columns ~ ") || ' columns and all ' || (select count(*) from "
                ~ relations.reported_attributes ~ ") || ' values'",
        },
    ] %}
with

{% for check in checks -%}
{{ check.name }} as (
    select
        {{ loop.index }} as position,
        '{{ check.name }}' as check_name,
        count(*) as figure,
        case when count(*) = 0 then {{ check.none }} else {{ check.some }} end as sentence,
        {{ check.basis }} as basis
    from {{ relations[check.name] }}
),

{% endfor -%}
all_checks as (
    {%- for check in checks %}
    select *, case when figure > 0 then 'fail' else 'pass' end as verdict from {{ check.name }}
    union all
    {%- endfor %}
    select
        {{ checks | length + 1 }} as position,
        'rows_are_people' as check_name,
        {{ 'null' if subject_id is none else 0 }} as figure,
        {{ synthetic_showcase._text(synthetic_showcase._subject_sentence(subject_id)) }} as sentence,
        'the options of the run' as basis,
        '{{ 'not checked' if subject_id is none else 'pass' }}' as verdict
),

final as (
    select
        '{{ invocation_id }}' as release_id,
        position,
        check_name,
        cast(figure as double) as figure,
        cast(0 as double) as limit_value,
        verdict,
        true as stops_release,
        sentence,
        basis
    from all_checks
    order by position
)

select * from final
{% endmacro %}
