{#-
  SQL for all distinct records as one list, which the Python functions take. `distinct_records` has record_id,
  attribute_ids, records.
-#}
{% macro _record_list(distinct_records) %}
    select list(struct_pack(record_id := record_id, attribute_ids := attribute_ids, records := records)) as records
    from {{ distinct_records }}
{%- endmacro %}
