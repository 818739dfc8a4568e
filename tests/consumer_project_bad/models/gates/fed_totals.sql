-- depends_on: the records, of which this counts one by one
{{ synthetic_showcase.report_totals("(select 1 as record_id from range(100))") }}
