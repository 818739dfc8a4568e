{#-
  SQL for the spelling of a clean text: the one that an option names, else with differential privacy small letters, because
  which spellings occur is data, and with k-anonymity the text itself, which `prepare_records` then merges with others. An
  option names a spelling by listing it as a value of the column: `showcase_public_values` and the other public sources
  with differential privacy, and the values that `showcase_labels` has labels for. The first counts.
-#}
{% macro _merged(text, column) %}
    {%- set is_private = synthetic_showcase._is_private() -%}
    {%- set named = (synthetic_showcase._lookup(synthetic_showcase._public_values(), column) or []) | list if is_private else [] -%}
    {%- do named.extend(synthetic_showcase._value_labels(column, synthetic_showcase._lookup(synthetic_showcase._option('labels'), column)) | list) -%}
    {%- set branches = [] -%}
    {%- for value in named -%}
        {%- set spelling = synthetic_showcase._text(value) -%}
        {%- do branches.append(' when lower(' ~ synthetic_showcase._clean_text(spelling) ~ ') then ' ~ spelling) -%}
    {%- endfor -%}
    {%- set folded = 'lower(' ~ text ~ ')' -%}
    {%- set instead = folded if is_private else text -%}
    {{ return('case ' ~ folded ~ branches | join('') ~ ' else ' ~ instead ~ ' end' if branches else instead) }}
{% endmacro %}
