{#- The lines of `print_summary` for a release with differential privacy. `made`: relations of this run by name. -#}
{% macro _print_private_summary(made) %}
    {%- set scales = run_query('select epsilon, delta, bound, reported_records from ' ~ made.noise_scales ~ ' where length = 1').rows[0] -%}
    {%- set totals = run_query(
        'select (select count(*) from ' ~ made.synthetic_records ~ ') as synthetic_records,'
        ~ ' (select count(*) from ' ~ made.reported_aggregates ~ ') as combinations'
    ).rows[0] -%}
    {%- set charge = run_query(
        "select max_by(spent_epsilon, entry) as spent, max_by(budget_epsilon, entry) as budget, count(*) filter (where charge_id = '" ~ invocation_id ~ "') as charged"
        ~ ' from ' ~ synthetic_showcase._governance_relations().privacy_ledger ~ ' where data_set = ' ~ synthetic_showcase._text(synthetic_showcase._data_set())
    ).rows[0] -%}
    {%- set lines = [
        'Release: ' ~ totals.synthetic_records ~ ' synthetic records of about ' ~ scales.reported_records ~ ' sensitive ones; '
        ~ totals.combinations ~ ' reported combinations',
        'epsilon = ' ~ scales.epsilon ~ ', delta = ' ~ '%.3g' | format(scales.delta) ~ ', R = ' ~ synthetic_showcase._option('reporting_length')
        ~ ', mode ' ~ synthetic_showcase._option('synthesis_mode') ~ ', fabrication ' ~ synthetic_showcase._option('fabrication_mode')
        ~ ', at most ' ~ scales.bound ~ ' attributes of a record are kept',
        ('charged' if charge.charged else 'nothing charged, because the same data with the same options is the same release') ~ '; the data set '
        ~ synthetic_showcase._data_set() ~ ' has spent epsilon ' ~ charge.spent ~ ' of ' ~ charge.budget,
    ] -%}
    {%- for row in run_query(
        "select length, max(error) filter (where compared = 'aggregates') as error, max(share_lost) filter (where compared = 'aggregates') as lost,"
        ~ " max(error) filter (where compared = 'synthetic_records') as synthetic_error"
        ~ ' from ' ~ made.evaluation_by_length ~ ' group by length order by length'
    ).rows -%}
        {%- do lines.append('length ' ~ row.length ~ ': error of the counts ' ~ '%.3f' | format(row.error) ~ ', of the synthetic records '
            ~ '%.3f' | format(row.synthetic_error) ~ '; ' ~ '%.1f' | format(100 * row.lost) ~ ' % of what '
            ~ synthetic_showcase._option('reporting_resolution') ~ ' or more share is lost') -%}
    {%- endfor -%}
    {%- for line in lines -%}
        {%- do log('synthetic_showcase | ' ~ line, info=true) -%}
    {%- endfor -%}
{% endmacro %}
