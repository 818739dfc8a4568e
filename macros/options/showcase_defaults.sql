{#-
  Every option of the package with its default, without the prefix `showcase_`.

  They stand here and not under `vars:` in dbt_project.yml, because there a project that writes its
  own models from the public macros would not see them.
-#}
{% macro showcase_defaults() %}
    {{ return({
        'input_model': 'example_cases',
        'input_file': none,
        'record_limit': none,
        'subject_id': none,
        'rows_per_subject': 'any',
        'missing_subject_id': 'one_each',
        'use_columns': [],
        'multi_value_columns': {},
        'column_groups': {},
        'empty_values': [],
        'sensitive_zeros': [],
        'bands': {},
        'generalize': {},
        'hierarchies': {},
        'reporting_resolution': 10,
        'reporting_length': 3,
        'max_combinations': 20000000,
        'synthesis_mode': 'shortfall_seeded',
        'oversampling_ratio': none,
        'oversampling_tries': 10,
        'use_synthetic_counts': true,
        'weight_selection_percentile': 95,
        'counts_scale_factor': 1.0,
        'target_number_of_records': none,
        'seed': 0,
        'sensitive_columns': [],
        'max_value_share': 0.95,
        'homogeneity_severity': 'warn',
        'min_diversity': none,
        'min_interval': none,
        'control_share': 0.5,
        'attacks': 1000,
        'max_attack_excess': {'singling_out': 0.05, 'linkage': 0.05, 'attribute_inference': 0.2},
        'allow_repeated_k_anonymity': false,
        'published_schema': 'published',
        'published_file': none,
        'reviewed_exceptions': none,
        'require_encryption': false,
    }) }}
{% endmacro %}
