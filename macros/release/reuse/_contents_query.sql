{#-
  SQL for the contents of a relation as a short text: a hash of the number of rows, of two sums of DuckDB's 64-bit
  hashes of them, and of the columns and their types. Rows count as a multiset, or with `in_order` as a sequence.
  `proof/reading.py` knows this statement.
-#}
{% macro _contents_query(relation, in_order=false) %}
    {{ return(
        "select md5(concat_ws(' ', count(*), coalesce(sum(cast(hash(each) as hugeint)), 0), coalesce(bit_xor(hash(each)), 0), any_value(typeof(each))))"
        ~ ' from (select *' ~ (', row_number() over () as place' if in_order) ~ ' from ' ~ relation ~ ') as each'
    ) }}
{% endmacro %}
