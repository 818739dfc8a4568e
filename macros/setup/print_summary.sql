{#-
  Runs after the last model and logs how ready the table is, columns that were reviewed although nothing was found in
  them, the verdicts that fail, and a short summary of the release that this run made. Sensitive: it is for those who may
  see the sensitive tables.
-#}
{% macro print_summary(results) %}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- do synthetic_showcase._print_reused(results) -%}
    {%- set made = {} -%}
    {%- for result in results if result.status == 'success' and result.node.package_name == 'synthetic_showcase' -%}
        {%- do made.update({result.node.name.removeprefix('showcase_'): api.Relation.create(
            database=result.node.database, schema=result.node.schema, identifier=result.node.alias
        )}) -%}
    {%- endfor -%}
    {%- set is_file = 'input_records' in made and synthetic_showcase._option('input_file') is not none and target.type != 'spark' -%}
    {%- set notes = synthetic_showcase._file_notes() if is_file else [] -%}
    {%- if 'readiness_by_column' in made -%}
        {%- for line in synthetic_showcase._readiness_lines(
            made.readiness_by_column, made.get('readiness_alternatives'), made.get('readiness_summary'),
            synthetic_showcase._checked_input().rows if is_file else none, notes
        ) -%}
            {%- do log(('synthetic_showcase | ' if loop.first) ~ line, info=true) -%}
        {%- endfor -%}
    {%- else -%}
        {%- for line in notes -%}
            {%- do log('synthetic_showcase | ' ~ line, info=true) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if 'identifying_columns' in made -%}
        {%- set found = run_query('select distinct lower(column_name) from ' ~ made.identifying_columns).columns[0].values() | list -%}
        {%- for name in synthetic_showcase._option('reviewed_columns') if name | string | lower not in found -%}
            {%- do log('synthetic_showcase | showcase_reviewed_columns gives a reason for ' ~ name ~ ', which does not look like a direct identifier; the certificate leaves it out', info=true) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if 'verdicts' in made -%}
        {%- for row in run_query("select check_name, sentence, stops_release from " ~ made.verdicts ~ " where verdict = 'fail' order by position").rows -%}
            {%- do log('synthetic_showcase | ' ~ ('FAIL' if row.stops_release else 'warning') ~ ' ' ~ row.check_name ~ ': ' ~ row.sentence, info=true) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set is_private = synthetic_showcase._is_private() -%}
    {%- for name in [
        'input_records', 'distinct_records', 'sampled_records', 'reported_aggregates', 'evaluation_by_length', 'synthetic_records',
        'noise_scales' if is_private else 'unsupported_synthetic_records',
    ] if name not in made -%}
        {{ return('') }}
    {%- endfor -%}
    {%- if is_private -%}
        {%- do synthetic_showcase._print_private_summary(made) -%}
        {{ return('') }}
    {%- endif -%}

    {%- set resolution = synthetic_showcase._option('reporting_resolution') -%}
    {%- set mode = synthetic_showcase._option('synthesis_mode') -%}
    {%- set totals = run_query(
        'select (select count(*) from ' ~ made.input_records ~ ') as sensitive_records,'
        ~ ' (select count(*) from ' ~ made.synthetic_records ~ ') as synthetic_records,'
        ~ ' (select count(*) from ' ~ made.reported_aggregates ~ ') as combinations,'
        ~ ' (select coalesce(sum(records), 0) from ' ~ made.distinct_records ~ ' where attribute_ids in (select attribute_ids from ' ~ made.sampled_records ~ ')) as kept_whole,'
        ~ ' (select count(*) from ' ~ made.unsupported_synthetic_records ~ ') as unsupported'
    ).rows[0] -%}
    {%- set lines = [
        ('Checked on Spark: ' if target.type == 'spark' else 'Release: ') ~ totals.synthetic_records ~ ' synthetic records of ' ~ totals.sensitive_records ~ ' sensitive ones; '
        ~ totals.combinations ~ ' reported combinations',
        'k = ' ~ resolution ~ ', R = ' ~ synthetic_showcase._option('reporting_length') ~ ', mode ' ~ mode,
    ] -%}
    {%- if mode in ['shortfall_seeded', 'row_seeded'] -%}
        {%- do lines.append('sensitive records that are equal to a synthetic one: ' ~ '%.1f' | format(100 * totals.kept_whole / totals.sensitive_records) ~ ' %') -%}
    {%- elif mode == 'aggregate_seeded' and totals.synthetic_records -%}
        {%- do lines.append('synthetic records that fewer than k sensitive ones hold as a whole, which this mode allows: '
            ~ '%.1f' | format(100 * totals.unsupported / totals.synthetic_records) ~ ' %') -%}
    {%- endif -%}
    {%- for row in run_query(
        'select length, preservation, error from ' ~ made.evaluation_by_length
        ~ " where compared = 'synthetic_records' order by length"
    ).rows -%}
        {%- do lines.append('length ' ~ row.length ~ ': preservation ' ~ '%.3f' | format(row.preservation) ~ ', error ' ~ '%.3f' | format(row.error)) -%}
    {%- endfor -%}
    {%- for line in lines -%}
        {%- do log('synthetic_showcase | ' ~ line, info=true) -%}
    {%- endfor -%}
    {%- if totals.combinations == 0 -%}
        {%- do exceptions.warn(
            'synthetic_showcase: no value reaches showcase_reporting_resolution = ' ~ resolution
            ~ ', so the published tables are empty.'
        ) -%}
    {%- endif -%}
{% endmacro %}
