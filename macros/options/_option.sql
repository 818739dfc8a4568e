{#-
  The value of an option: the argument where one is given, else the variable `showcase_<name>`, else
  its default. Stops with one message that names the option and what it may be.
-#}
{% macro _option(name, value=none) %}
    {%- set default = synthetic_showcase.showcase_defaults()[name] -%}
    {%- if value is none -%}
        {%- set value = var('showcase_' ~ name, default) -%}
    {%- endif -%}
    {%- if value is none and default is none -%}
        {{ return(none) }}
    {%- endif -%}
    {#- Smallest, largest (none: no bound). -#}
    {%- set whole_numbers = {
        'record_limit': [1, none],
        'reporting_resolution': [2, none],
        'reporting_length': [1, 6],
        'max_combinations': [1, none],
        'oversampling_tries': [1, none],
        'target_number_of_records': [1, none],
        'min_diversity': [2, none],
        'min_interval': [1, none],
        'attacks': [100, 100000],
        'spark_part_size': [1, none],
        'seed': [0, 9223372036854775807],
    } -%}
    {%- set numbers = {
        'oversampling_ratio': [0, none],
        'weight_selection_percentile': [0, 100],
        'counts_scale_factor': [0.001, 1000],
        'max_value_share': [0.5, 1],
        'control_share': [0, 0.9],
    } -%}
    {%- set choices = {
        'rows_per_subject': ['any', 'one', 'several'],
        'guarantee': ['k_anonymity', 'differential_privacy'],
        'fabrication_mode': ['balanced', 'none', 'uncontrolled'],
        'missing_subject_id': ['error', 'one_each'],
        'synthesis_mode': synthetic_showcase._synthesis_modes(),
        'homogeneity_severity': ['warn', 'error'],
        'language': ['en', 'fr'],
    } -%}
    {%- set lists = ['use_columns', 'sensitive_zeros', 'sensitive_columns'] -%}
    {%- set mappings = {
        'input_format': "{delimiter: character, header: true}, as in {delimiter: ';'}",
        'multi_value_columns': "{column: delimiter}, as in {languages: ';'}",
        'column_groups': '{group: [columns]}, as in {difficulties: [hearing, seeing]}',
        'bands': '{column: bands}, as in {age: [0, 18, 65], income: {quantiles: 10}, admitted: month}',
        'generalize': '{column: level}, as in {citizenship: auto}',
        'hierarchies': '{column: model, seed or file}, as in {citizenship: regions}',
        'budget_shares': '{step: share}, as in {records: 0.02, contributions: 0.02, 1: 0.3, 2: 0.66}',
        'max_values': '{column: number}, as in {languages: 5}',
        'public_values': '{column: [values]}, as in {gender: [Female, Male]}',
        'pages': '{page: [columns or groups]}, as in {People: [gender, age_band]}',
        'page_groups': '{group: [columns]}, as in {Exploitation: [is_forced_labour, is_forced_marriage]}',
        'labels': '{column: label} or {column: {label: text, values: {value: label}}}',
        'colours': "{reported: colour, estimate: colour}, as in {reported: '#0072b2'}",
    } -%}

    {%- if name in whole_numbers or name in numbers -%}
        {%- set least, most = whole_numbers.get(name) or numbers[name] -%}
        {%- set kind = 'a whole number' if name in whole_numbers else 'a number' -%}
        {%- if value is not number or value is boolean or (name in whole_numbers and value is not integer)
            or not least <= value or (most is not none and value > most) -%}
            {{ synthetic_showcase._refuse(
                name, value, kind ~ (' from ' ~ least ~ ' to ' ~ most if most is not none else ', ' ~ least ~ ' or more')
            ) }}
        {%- endif -%}
    {%- elif name in choices -%}
        {%- if value not in choices[name] -%}
            {{ synthetic_showcase._refuse(name, value, 'one of ' ~ choices[name] | join(', ')) }}
        {%- endif -%}
    {%- elif name in lists -%}
        {%- if value is string or value is mapping or value is not iterable -%}
            {{ synthetic_showcase._refuse(name, value, 'a list, as in [a, b]') }}
        {%- endif -%}
    {%- elif name in mappings -%}
        {%- if value is not mapping -%}
            {{ synthetic_showcase._refuse(name, value, mappings[name]) }}
        {%- endif -%}
        {%- for column, setting in value.items() -%}
            {%- do synthetic_showcase._check_setting(name, column, setting) -%}
        {%- endfor -%}
    {%- elif name in ['epsilon', 'budget_epsilon', 'delta'] -%}
        {%- if value is not number or value is boolean or not 0 < value < (1 if name == 'delta' else 1000) -%}
            {{ synthetic_showcase._refuse(name, value, 'a number between 0 and 1, neither of them' if name == 'delta' else 'a number above 0 and below 1000') }}
        {%- endif -%}
    {%- elif name == 'contribution_bound' -%}
        {%- if value not in ['private', 'columns'] and (value is not integer or value is boolean or value < 1) -%}
            {{ synthetic_showcase._refuse(name, value, 'private, columns, or a whole number, 1 or more') }}
        {%- endif -%}
    {%- elif name == 'max_attack_excess' -%}
        {%- set limits = value if value is mapping else {} -%}
        {%- for attack in (limits if value is mapping else [none]) -%}
            {%- if attack not in default or limits[attack] is not number or limits[attack] is boolean or not 0 <= limits[attack] <= 1 -%}
                {{ synthetic_showcase._refuse(name, value, 'a number from 0 to 1 for some of ' ~ default | join(', ') ~ ', as in {linkage: 0.1}') }}
            {%- endif -%}
        {%- endfor -%}
        {{ return(dict(default, **value)) }}
    {%- elif name == 'empty_values' -%}
        {%- for codes in (value.values() if value is mapping else [value]) if codes is string or codes is mapping or codes is not iterable -%}
            {{ synthetic_showcase._refuse(name, value, "a list of codes, as in ['N', 99], or {column: [codes]} with '*' for all columns") }}
        {%- endfor -%}
    {%- elif name in ['page', 'use_synthetic_counts', 'require_encryption', 'allow_repeated_k_anonymity', 'deterministic_noise_for_tests'] -%}
        {%- if value is not boolean -%}
            {{ synthetic_showcase._refuse(name, value, 'true or false') }}
        {%- endif -%}
    {%- elif value is not string -%}
        {{ synthetic_showcase._refuse(name, value, 'text') }}
    {%- endif -%}
    {{ return(value) }}
{% endmacro %}
