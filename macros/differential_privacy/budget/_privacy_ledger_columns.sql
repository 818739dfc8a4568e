{#- The columns of the privacy ledger that a hash covers, in order, with their types. -#}
{% macro _privacy_ledger_columns() %}
    {{ return({
        'entry': 'bigint',
        'recorded_at': 'timestamp',
        'charge_id': 'varchar',
        'data_set': 'varchar',
        'fingerprint': 'varchar',
        'mechanism': 'varchar',
        'epsilon': 'double',
        'delta': 'double',
        'neighbour_relation': 'varchar',
        'spent_epsilon': 'double',
        'budget_epsilon': 'double',
        'package_version': 'varchar',
        'previous_hash': 'varchar',
    }) }}
{% endmacro %}
