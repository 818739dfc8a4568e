{#-
  The options of the package: their names, without the prefix `showcase_` of the variable, and their allowed values.
  The checks before a build and the reference in the documentation are made from this table.

  Returns a dictionary of options by name, each a dictionary:
    default: the value if the variable is not set; the first choice where the guarantee does not have that one;
    kind: `text`, `boolean`, `whole number`, `number`, `choice`, `list` or `mapping`;
    least, most: inclusive bounds; above, below: exclusive bounds;
    choices: the allowed values, as a list, or as lists by guarantee and engine;
    by_column: whether a mapping of columns to values is allowed too;
    all: what the list is of, if true is allowed too, for all of them;
    shape: what a mapping looks like; keys: those that it may have;
    guarantee: the only guarantee under which it has an effect; reason: why another one refuses it;
    not_on_spark: why Spark refuses it;
    description: what it does.

  The table is a macro and not `vars:` in dbt_project.yml, because a project that writes its own models with the
  public macros would not see those.
-#}
{% macro showcase_options() %}
    {{ return({
        'input_model': {
            'default': 'example_cases' if project_name == 'synthetic_showcase' else none, 'kind': 'text',
            'description': 'Model, seed or source that holds the sensitive table; a source is written `source.table`. The example is the default in this project alone.',
        },
        'input_file': {
            'default': none, 'kind': 'text',
            'description': 'File to read in place, instead of a model: CSV (`.csv`, `.tsv` or `.txt`), JSON with an object on each line (`.ndjson`, `.jsonl` or `.json`), both of which `.gz` or `.zst` may follow, XLSX (`.xlsx` or `.xlsm`) or Parquet; or a pattern of CSV, JSON or XLSX files with the same columns, as in `exports/*.csv`. All cells but those of Parquet are read as text.',
        },
        'input_sheet': {
            'default': none, 'kind': 'text',
            'not_on_spark': 'no workbooks are read',
            'description': 'The sheet of an XLSX file to read. Needed if more than one can be seen.',
        },
        'input_format': {
            'default': {}, 'kind': 'mapping',
            'keys': ['delimiter', 'quote', 'encoding', 'header_line', 'header', 'skip_blank_lines', 'decimal', 'thousands', 'date_format', 'timestamp_format'],
            'shape': "{key: setting}, as in {delimiter: ';', encoding: windows-1252}",
            'description': 'How a file of CSV, XLSX or JSON is written, where it is not by the rule: `delimiter`, `quote`, `encoding` (`windows-1252` or `utf-16`), `header_line` (its number, below titles), `header: true` (it is the header, although its names are values too), `skip_blank_lines: true` (in a file of one column); and how numbers and dates in the text of columns with bands are spelled: `decimal`, `thousands`, `date_format`, `timestamp_format`.',
        },
        'record_limit': {
            'default': none, 'kind': 'whole number', 'least': 1,
            'guarantee': 'k_anonymity', 'reason': 'because adding a person would remove another one',
            'description': 'Take only the first so many people, to try things out.',
        },
        'subject_id': {
            'default': none, 'kind': 'text',
            'description': 'Column that names the person. Rows with the same id become one record. The column is never published.',
        },
        'rows_per_subject': {
            'default': 'any', 'kind': 'choice', 'choices': ['any', 'one', 'several'],
            'description': 'How many rows a person may have: `one` stops the build where an id repeats, `several` where none does. Without a subject id it has to be `one`, by which you declare that each row is a person.',
        },
        'missing_subject_id': {
            'default': 'error', 'kind': 'choice', 'choices': ['error', 'one_each'],
            'description': 'What to do with a row that has no id: `error` stops the build; `one_each` counts each such row as one person, although several may be of the same person.',
        },
        'use_columns': {
            'default': [], 'kind': 'list',
            'description': 'Columns to publish. Empty means all but the subject id.',
        },
        'multi_value_columns': {
            'default': {}, 'kind': 'mapping',
            'shape': "{column: delimiter}, as in {languages: ';'}",
            'description': "Columns that hold several values in a cell, with the character between the values: `{languages: ';'}`. Each value then counts on its own. A LIST column of DuckDB needs no entry.",
        },
        'column_groups': {
            'default': {}, 'kind': 'mapping',
            'shape': '{group: [columns]}, as in {difficulties: [hearing, seeing]}',
            'description': 'Columns of true and false that are one list together: `{difficulties: [hearing, seeing]}` makes a list column `difficulties`, whose values are the names of the columns that are true.',
        },
        'truth_values': {
            'default': {}, 'kind': 'mapping',
            'shape': '{true: [words], false: [words]}, as in {true: [oui], false: [non]}',
            'description': 'Words that mean true and false in `showcase_column_groups`, besides true/false, t/f, yes/no, y/n and 1/0: `{true: [oui], false: [non]}`. Case does not matter.',
        },
        'missing_values': {
            'default': [], 'kind': 'list', 'by_column': true,
            'description': "Codes that mean that a value is absent, for all columns (`['N', '97', '98']`) or by column (`{'*': ['N'], age: ['999']}`). Case does not matter. Empty and blank cells always mean that.",
        },
        'sensitive_zeros': {
            'default': [], 'kind': 'list',
            'description': 'Columns in which 0 is a value. In all other columns 0 (also 0.0, 0.00 and -0, but not 00) means that something is absent, except in columns with bands.',
        },
        'normalize_values': {
            'default': [], 'kind': 'list', 'all': 'columns',
            'not_on_spark': 'there is no function for Unicode forms: merge spellings in the model that showcase_input_model names',
            'description': 'Columns of text in which spellings of a value become one, or `true` for all: those that differ only by case, blanks or Unicode form (`Female`, `female `, `FEMALE`). The spelling is the one in `showcase_public_values` or `showcase_labels`, else the one that sorts first, and small letters with differential privacy.',
        },
        'bands': {
            'default': {}, 'kind': 'mapping',
            'shape': '{column: bands}, as in {age: [0, 18, 65], income: {quantiles: 10}, admitted: month}',
            'description': 'Bands for numbers and dates: edges (`{age: [0, 18, 65]}`), a number of bands of about equal size (`{income: {quantiles: 10}}`), or `year`, `quarter` or `month`. With differential privacy, quantiles need a range as well: `{quantiles: 10, from: 0, to: 60000}`.',
        },
        'generalize': {
            'default': {}, 'kind': 'mapping',
            'shape': '{column: level}, as in {citizenship: auto}',
            'not_on_spark': 'values are not generalised: do that in the model that showcase_input_model names',
            'description': 'Columns whose values are replaced by a higher level of their hierarchy: the name of the level, or `auto` to lift only those values that fewer than k people have.',
        },
        'hierarchies': {
            'default': {}, 'kind': 'mapping',
            'shape': "{column: model, seed or file}, as in {citizenship: regions}, or {column: {file: regions.csv, format: {delimiter: ';'}}}",
            'not_on_spark': 'values are not generalised: do that in the model that showcase_input_model names',
            'description': 'For each column to generalize, the file, model, seed or source with its levels: a column `value` and then the levels, lowest first. Of a file that needs it, say `{file: regions.xlsx, format: {header_line: 2}, sheet: Regions}`.',
        },
        'guarantee': {
            'default': 'k_anonymity', 'kind': 'choice', 'choices': ['k_anonymity', 'differential_privacy'],
            'description': 'What is promised to the people in the table: `k_anonymity` for one release, or `differential_privacy` for all releases together.',
        },
        'reporting_resolution': {
            'default': 10, 'kind': 'whole number', 'least': 2,
            'guarantee': 'k_anonymity',
            'description': 'k: the smallest group that is published, and the step to which counts are rounded down.',
        },
        'reporting_length': {
            'default': 3, 'kind': 'whole number', 'least': 1, 'most': 6,
            'description': 'R: how many values a reported combination has at most.',
        },
        'max_combinations': {
            'default': 20000000, 'kind': 'whole number', 'least': 1,
            'description': 'Stop before counting where more combinations than this are expected. The message names the column that drives their number.',
        },
        'synthesis_mode': {
            'default': 'shortfall_seeded', 'kind': 'choice',
            'choices': {
                'k_anonymity': ['shortfall_seeded', 'row_seeded', 'value_seeded', 'unseeded', 'aggregate_seeded'],
                'differential_privacy': ['aggregate_fitted', 'aggregate_seeded'],
                'spark': ['shortfall_seeded', 'row_seeded', 'aggregate_seeded'],
            },
            'description': 'How synthetic records are made. With differential privacy the default is `aggregate_fitted`, and `aggregate_seeded` is the other choice.',
        },
        'oversampling_ratio': {
            'default': none, 'kind': 'number', 'least': 0,
            'guarantee': 'k_anonymity',
            'not_on_spark': 'the mode value_seeded does not exist',
            'description': 'For `value_seeded`: draw a value again if it would lift a combination above (1 + ratio) times the number of people who have it.',
        },
        'oversampling_tries': {
            'default': 10, 'kind': 'whole number', 'least': 1,
            'guarantee': 'k_anonymity',
            'description': 'For `value_seeded`: how often to draw again.',
        },
        'use_synthetic_counts': {
            'default': true, 'kind': 'boolean',
            'description': 'For `aggregate_seeded`: subtract the records made so far from the counts.',
        },
        'weight_selection_percentile': {
            'default': 95, 'kind': 'number', 'least': 0, 'most': 100,
            'description': 'For `aggregate_seeded`: where a record is longer than R, which percentile of the counts of its new combinations weighs the next value.',
        },
        'counts_scale_factor': {
            'default': 1.0, 'kind': 'number', 'least': 0.001, 'most': 1000,
            'description': 'For `aggregate_seeded`: multiply the counts by this number.',
        },
        'target_number_of_records': {
            'default': none, 'kind': 'whole number', 'least': 1,
            'description': 'For `aggregate_seeded`: how many records are wanted. Empty means as many as the counts give.',
        },
        'seed': {
            'default': 0, 'kind': 'whole number', 'least': 0, 'most': 9223372036854775807,
            'description': 'Number that random choices start from. The same input, options and seed give the same release, to the byte.',
        },
        'sensitive_columns': {
            'default': [], 'kind': 'list',
            'guarantee': 'k_anonymity', 'reason': 'which bounds what can be learned about anybody',
            'not_on_spark': 'the diversity of groups is not measured',
            'description': 'Columns whose values nobody should be able to infer from knowing that a person belongs to a group.',
        },
        'max_value_share': {
            'default': 0.95, 'kind': 'number', 'least': 0.5, 'most': 1,
            'guarantee': 'k_anonymity',
            'not_on_spark': 'the diversity of groups is not measured',
            'description': 'A group is homogeneous where at least this share of it has the same value of a sensitive column.',
        },
        'homogeneity_severity': {
            'default': 'warn', 'kind': 'choice', 'choices': ['warn', 'error'],
            'guarantee': 'k_anonymity',
            'not_on_spark': 'the diversity of groups is not measured',
            'description': 'What happens where a group is homogeneous: `warn`, or `error` to stop the release.',
        },
        'min_diversity': {
            'default': none, 'kind': 'whole number', 'least': 2,
            'guarantee': 'k_anonymity', 'reason': 'which bounds what can be learned about anybody',
            'not_on_spark': 'the diversity of groups is not measured',
            'description': 'Publish no sensitive value of a group in which fewer than this many different outcomes of the column occur.',
        },
        'min_interval': {
            'default': none, 'kind': 'whole number', 'least': 1,
            'guarantee': 'k_anonymity',
            'not_on_spark': 'counts that are left out are not checked for what can be worked out',
            'description': 'A count that is left out must stay uncertain: at least this many numbers have to be possible for it. Empty means half of k, and at least 2.',
        },
        'control_share': {
            'default': 0.5, 'kind': 'number', 'least': 0, 'most': 0.9,
            'guarantee': 'k_anonymity',
            'not_on_spark': 'no attacks are tried',
            'description': 'Share of the people who are held out of the release that is made for trial and attacked. 0 means no attacks.',
        },
        'attacks': {
            'default': 1000, 'kind': 'whole number', 'least': 100, 'most': 100000,
            'guarantee': 'k_anonymity',
            'not_on_spark': 'no attacks are tried',
            'description': 'How many attacks of each kind are tried, at most, on the people in the trial release and on those held out.',
        },
        'max_attack_excess': {
            'default': {'singling_out': 0.05, 'linkage': 0.05, 'attribute_inference': 0.2}, 'kind': 'mapping',
            'shape': 'a number from 0 to 1 for some of singling_out, linkage, attribute_inference, as in {linkage: 0.1}',
            'guarantee': 'k_anonymity',
            'not_on_spark': 'no attacks are tried',
            'description': 'How much more often each attack may succeed on people in the trial release than on those held out. Attacks that you leave out keep their default.',
        },
        'reviewed_columns': {
            'default': {}, 'kind': 'mapping',
            'shape': '{column: reason}, as in {contact: the addresses of three offices}',
            'description': 'Columns that look like direct identifiers of people, by their name or by their values, and that may be published all the same, each with the reason: `{contact: the addresses of three offices}`. The certificate of the release has the reasons; the summary of a build names columns in which nothing was found.',
        },
        'allow_repeated_k_anonymity': {
            'default': false, 'kind': 'boolean',
            'guarantee': 'k_anonymity',
            'not_on_spark': 'there is no ledger of releases',
            'description': 'Allow a k-anonymous release although an earlier one was made from other records, or from the same ones with another k or R from which this one does not follow.',
        },
        'epsilon': {
            'default': none, 'kind': 'number', 'above': 0, 'below': 1000,
            'guarantee': 'differential_privacy',
            'description': 'How much of the privacy budget this release may spend. There is no default: differential privacy needs a number.',
        },
        'delta': {
            'default': none, 'kind': 'number', 'above': 0, 'below': 1,
            'guarantee': 'differential_privacy',
            'description': 'Probability with which the promise of epsilon may not hold. Empty means 1 / (n ln n), where n is the noisy number of records.',
        },
        'budget_epsilon': {
            'default': none, 'kind': 'number', 'above': 0, 'below': 1000,
            'guarantee': 'differential_privacy',
            'description': 'How much all releases of the data set may spend together. Empty means as much as `showcase_epsilon`.',
        },
        'data_set': {
            'default': none, 'kind': 'text',
            'guarantee': 'differential_privacy',
            'description': "Name under which the budget is kept. Empty means the name of the input; a pattern of files has none. Keep it when next year's file has another name.",
        },
        'budget_shares': {
            'default': {}, 'kind': 'mapping',
            'shape': '{step: share}, as in {records: 0.02, contributions: 0.02, 1: 0.3, 2: 0.66}',
            'guarantee': 'differential_privacy',
            'description': 'How the budget is split among the number of records, the choice of the contribution bound, and each length of combinations. The shares add up to 1.',
        },
        'contribution_bound': {
            'default': 'private', 'kind': 'whole number', 'least': 1, 'choices': ['private', 'columns'],
            'guarantee': 'differential_privacy',
            'description': 'How many attributes of one person count, at most: a number, `columns` for as many as there can be, or `private` for a choice that is paid from the budget.',
        },
        'max_values': {
            'default': {}, 'kind': 'mapping',
            'shape': '{column: number}, as in {languages: 5}',
            'guarantee': 'differential_privacy',
            'description': 'How many values a list can hold at most: `{languages: 5}`. The number has to be known without looking at the table.',
        },
        'public_values': {
            'default': {}, 'kind': 'mapping',
            'shape': '{column: [values]}, as in {gender: [Female, Male]}',
            'guarantee': 'differential_privacy',
            'description': 'Values that are known without looking at the table: `{gender: [Female, Male]}`. They cost no budget.',
        },
        'fabrication_mode': {
            'default': 'balanced', 'kind': 'choice', 'choices': ['balanced', 'none', 'uncontrolled'],
            'guarantee': 'differential_privacy',
            'description': 'How far the release may report combinations that nobody may have: `balanced`, `none` or `uncontrolled`.',
        },
        'deterministic_noise_for_tests': {
            'default': false, 'kind': 'boolean',
            'guarantee': 'differential_privacy',
            'description': 'Draw the same noise every time, for tests of your own. Such a release is not private and is refused.',
        },
        'page': {
            'default': true, 'kind': 'boolean',
            'description': 'Whether the release has a page, `index.html`.',
        },
        'title': {
            'default': none, 'kind': 'text',
            'not_on_spark': 'there is no page',
            'description': 'Title of the page.',
        },
        'description': {
            'default': none, 'kind': 'text',
            'not_on_spark': 'there is no page',
            'description': 'Text below the title of the page.',
        },
        'language': {
            'default': 'en', 'kind': 'choice', 'choices': ['en', 'fr'],
            'not_on_spark': 'there is no page',
            'description': 'Language of the page.',
        },
        'pages': {
            'default': {}, 'kind': 'mapping',
            'shape': '{page: [columns or groups]}, as in {People: [gender, age_band]}',
            'not_on_spark': 'there is no page',
            'description': 'Pages of charts with their columns or groups, in the order in which they are shown: `{People: [gender, age_band]}`. Empty means one page with all columns.',
        },
        'page_groups': {
            'default': {}, 'kind': 'mapping',
            'shape': '{group: [columns]}, as in {Exploitation: [is_forced_labour, is_forced_marriage]}',
            'not_on_spark': 'there is no page',
            'description': 'Columns that the page shows as one chart: `{Exploitation: [is_forced_labour, is_forced_marriage]}`.',
        },
        'labels': {
            'default': {}, 'kind': 'mapping',
            'shape': '{column: label}, {column: {label: text, values: {value: label}}} or {column: {label: text, values_from: model, seed or file}}',
            'not_on_spark': 'there is no page',
            'description': 'What people call columns and values: `{gender: Gender}` or `{gender: {label: Gender, values: {F: Female}}}`. Labels of many values may stand in a table with the columns `value` and `label`: `{gender: {label: Gender, values_from: codes.csv}}`, where a file, model, seed or source is named as in `showcase_hierarchies`. Labels are published as they are.',
        },
        'colours': {
            'default': {}, 'kind': 'mapping',
            'shape': "{reported: colour, estimate: colour}, as in {reported: '#0072b2'}",
            'not_on_spark': 'there is no page',
            'description': "Colours of the bars: `{reported: '#0072b2', estimate: '#b35900'}`.",
        },
        'citation': {
            'default': none, 'kind': 'text',
            'not_on_spark': 'there is no page',
            'description': 'How to cite the release. Empty means its title, id and date.',
        },
        'publish': {
            'default': project_name == 'synthetic_showcase' and var('showcase_input_file', none) is none and var('showcase_input_model', 'example_cases') == 'example_cases',
            'kind': 'list', 'all': 'targets',
            'description': "Whether a build that passes all checks publishes what it made: `true`, or a list of the targets of the profile where it does, as in `[prod]`. Without it a build makes, checks and proves everything, but writes no files of a release and no entry in the ledger, and no later release is compared with it. The default is `true` for the example of this project alone.",
        },
        'published_schema': {
            'default': 'published', 'kind': 'text',
            'description': 'Schema of what is to be published: every model in it, yours too, is a table of the release.',
        },
        'published_file': {
            'default': none, 'kind': 'text',
            'not_on_spark': 'nothing is released as a file',
            'description': 'DuckDB file to which the release is written. Empty means `published.duckdb` beside the sensitive file.',
        },
        'reviewed_exceptions': {
            'default': none, 'kind': 'text',
            'not_on_spark': 'the lineage of columns is not proven',
            'description': 'Seed that lists the paths past the privacy gates that somebody has reviewed and answers for.',
        },
        'exception_days': {
            'default': 366, 'kind': 'whole number', 'least': 1,
            'not_on_spark': 'the lineage of columns is not proven',
            'description': 'How many days from today a reviewed exception may reach at most.',
        },
        'require_encryption': {
            'default': false, 'kind': 'boolean',
            'not_on_spark': 'the package can not see whether what is written is encrypted',
            'description': 'Stop the build where the sensitive file is not encrypted.',
        },
        'spark_python': {
            'default': none, 'kind': 'text',
            'description': "On Spark: the command that runs Python on the executors. Empty means `$PYSPARK_PYTHON` with the project's folder `python_udfs`.",
        },
        'spark_part_size': {
            'default': 250000, 'kind': 'whole number', 'least': 1,
            'description': 'On Spark: about how many distinct records one task samples.',
        },
    }) }}
{% endmacro %}
