{#-
  The checks of `judge_release` that count findings, in the order of the verdicts, as a list of dictionaries:
    name: of the check, and of its relation of findings;
    stops: whether a finding stops the release; true where it is left out;
    none, some: the sentence without findings, and what the findings are, after which their number stands;
    list: SQL for the findings in words, which stand there instead;
    basis: SQL for what was looked at, as text;
    not_checked: SQL for a condition, true where there was nothing to check; missing: what was missing, in words.

  Arguments: relations, as for `judge_release`; options, those of the run as a dictionary; people, what the
  sentences call those whom k counts.
-#}
{% macro _counted_checks(relations, options, people) %}
    {%- set records = '(select count(*) from ' ~ relations.synthetic_records ~ ')' -%}
    {%- set combinations = '(select count(*) from ' ~ relations.reported_aggregates ~ ')' -%}
    {%- set majority = (100 * options.max_value_share) | round(1) -%}
    {%- set everything = "'all ' || " ~ records ~ " || ' synthetic records and ' || " ~ combinations ~ " || ' reported combinations'" -%}
    {{ return([
        {
            'name': 'unsupported_synthetic_records',
            'stops': options.mode != 'aggregate_seeded',
            'none': 'At least ' ~ options.resolution ~ ' ' ~ people ~ ' share the whole of every synthetic record.',
            'some': 'Synthetic records that fewer than ' ~ options.resolution ~ ' people share as a whole'
                ~ (', which this mode allows' if options.mode == 'aggregate_seeded' else ''),
            'basis': "'all ' || " ~ records ~ " || ' synthetic records'",
        },
        {
            'name': 'fabricated_combinations',
            'none': 'No combination of up to ' ~ options.reporting_length ~ ' values is published that nobody has.',
            'some': 'Published combinations that nobody has',
            'basis': everything,
        },
        {
            'name': 'leaked_combinations',
            'none': 'No combination of up to ' ~ options.reporting_length ~ ' values is published that fewer than '
                ~ options.resolution ~ ' people have.',
            'some': 'Published combinations that fewer than ' ~ options.resolution ~ ' people have',
            'basis': everything,
        },
        {
            'name': 'misreported_aggregates',
            'none': 'Every reported count is the true one, rounded down to a multiple of ' ~ options.resolution ~ '.',
            'some': 'Reported counts that are not the true ones, rounded down to a multiple of ' ~ options.resolution,
            'basis': "'all ' || " ~ combinations ~ " || ' reported combinations'",
        },
        {
            'name': 'direct_identifiers',
            'none': 'No name of a column and no value that is published looks like a direct identifier of a person'
                ~ (', besides those that showcase_reviewed_columns gives a reason for.' if options.reviewed_columns else '.'),
            'some': 'What looks like a direct identifier of a person',
            'list': synthetic_showcase._identifier_list(),
            'basis': "'the names of ' || (select count(*) from " ~ relations.reported_columns ~ ") || ' columns and all ' || (select count(*) from "
                ~ relations.reported_attributes ~ ") || ' values'",
        },
        {
            'name': 'homogeneous_groups',
            'stops': options.homogeneity_severity == 'error',
            'not_checked': '(select count(*) from ' ~ relations.group_diversity ~ ') = 0',
            'none': 'No reported count reveals that ' ~ majority ~ ' % or more of a group have the same value of a sensitive column.',
            'some': 'Reported counts that reveal that ' ~ majority ~ ' % or more of a group have the same value of a sensitive column',
            'basis': "'all ' || (select count(*) from " ~ relations.group_diversity ~ ") || ' groups and sensitive columns'",
            'missing': 'showcase_sensitive_columns names no column',
        },
        {
            'name': 'undiverse_combinations',
            'not_checked': ('(select count(*) from ' ~ relations.group_diversity ~ ') = 0') if options.min_diversity else 'true',
            'none': 'Nothing published reveals a sensitive value of a group in which fewer than ' ~ options.min_diversity ~ ' values occur.',
            'some': 'Records or counts that reveal a sensitive value of a group in which fewer than ' ~ options.min_diversity ~ ' values occur',
            'basis': everything,
            'missing': 'showcase_min_diversity is empty',
        },
        {
            'name': 'pinned_combinations',
            'none': 'No rare count that is left out can be worked out from the others to fewer than ' ~ options.min_interval ~ ' numbers.',
            'some': 'Rare counts that are left out, but can be worked out from the others to fewer than ' ~ options.min_interval ~ ' numbers',
            'basis': "(select count(*) from " ~ relations.examined_wholes
                ~ ") || ' of ' || (select 1 + count(*) from " ~ relations.reported_aggregates ~ " where length < " ~ options.reporting_length ~ ") || ' reported groups'",
        },
        {
            'name': 'repeated_releases',
            'none': 'A further k-anonymous release is allowed by showcase_allow_repeated_k_anonymity.' if options.allow_repeated_k_anonymity
                else 'No earlier release was made from other records or with other options, unless this one follows from it.',
            'some': 'showcase_allow_repeated_k_anonymity is not set, and dbt run-operation showcase_withdraw_release did not withdraw them; earlier releases of other records, or of the same ones with options from which this one does not follow',
            'basis': "(select count(distinct release_id) from " ~ relations.released_aggregates ~ ") || ' earlier releases'",
        },
        {
            'name': 'revealing_changes',
            'stops': false,
            'none': 'No count differs from that of an earlier release so that fewer than ' ~ options.resolution ~ ' people may be the difference.',
            'some': 'Counts that differ from those of earlier releases so that fewer than ' ~ options.resolution ~ ' people may be the difference',
            'basis': "(select count(distinct release_id) from " ~ relations.released_aggregates ~ ") || ' earlier releases'",
        },
    ]) }}
{% endmacro %}
