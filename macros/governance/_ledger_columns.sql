{#- The columns of the ledger of releases that a hash covers, in order, with their types. -#}
{% macro _ledger_columns() %}
    {{ return({
        'entry': 'bigint',
        'recorded_at': 'timestamp',
        'event': 'varchar',
        'release_id': 'varchar',
        'described_in': 'varchar',
        'input': 'varchar',
        'guarantee': 'varchar',
        'synthesis_mode': 'varchar',
        'resolution': 'integer',
        'reporting_length': 'integer',
        'epsilon': 'double',
        'delta': 'double',
        'neighbour_relation': 'varchar',
        'columns': 'varchar[]',
        'reported_records': 'bigint',
        'published_tables': 'varchar[]',
        'contents': 'varchar',
        'package_version': 'varchar',
        'previous_hash': 'varchar',
    }) }}
{% endmacro %}
