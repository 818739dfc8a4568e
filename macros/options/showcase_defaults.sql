{#-
  Every option of the package with its default, without the prefix `showcase_`.

  They stand here and not under `vars:` in dbt_project.yml, because there a project that writes its
  own models from the public macros would not see them.
-#}
{% macro showcase_defaults() %}
    {{ return({
        'input_model': 'example_cases',
        'input_file': none,
        'subject_id': none,
        'use_columns': [],
        'empty_values': [],
        'sensitive_zeros': [],
        'reporting_resolution': 10,
        'reporting_length': 3,
        'synthesis_mode': 'shortfall_seeded',
        'seed': 0,
        'published_database': 'published',
    }) }}
{% endmacro %}
