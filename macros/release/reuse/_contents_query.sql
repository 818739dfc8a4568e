{#-
  SQL for the contents of a relation as a short text: the number of rows and two sums of DuckDB's 64-bit hashes of
  them. Rows count as a multiset, or with `in_order` as a sequence.
-#}
{% macro _contents_query(relation, in_order=false) %}
    {{ return(
        "select concat_ws(' ', count(*), coalesce(sum(cast(hash(each) as hugeint)), 0), coalesce(bit_xor(hash(each)), 0), any_value(typeof(each)))"
        ~ ' from (select *' ~ (', row_number() over () as place' if in_order) ~ ' from ' ~ relation ~ ') as each'
    ) }}
{% endmacro %}
