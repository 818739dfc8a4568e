{#-
  SQL for a relation of the kinds whose words can be in the name of a column: `kind`, and regular expressions for the
  words of a name (`_words`): `means` for those that are meant, `means_not` for those beside which they are not.
  Arguments: kinds, as `_identifying_kinds` gives them.
-#}
{% macro _named_kinds(kinds) %}
    {%- set about = synthetic_showcase._words_about() -%}
    {%- set rows = [] -%}
    {%- for each in kinds -%}
        {#- Two words may also be written as one. -#}
        {%- set expressions = [' (' ~ each.words | join('|') | replace(' ', ' ?') ~ ') '] -%}
        {%- if each.whole -%}
            {%- do expressions.append('^ (' ~ each.whole | join('|') | replace(' ', ' ?') ~ ') ([0-9]+ )?$') -%}
        {%- endif -%}
        {%- if each.persons -%}
            {%- set persons = '(' ~ each.persons | join('|') ~ ')s?' -%}
            {%- do expressions.append(' ' ~ persons ~ ' ?names? ') -%}
            {%- do expressions.append(' (name|names|nom|noms|nombre|nombres) ?(of the |of |de la |de l |des |de |du |del |d )?' ~ persons ~ ' ') -%}
        {%- endif -%}
        {%- do rows.append([each.kind, expressions | join('|'), ' (' ~ (about + each.get('not_with', [])) | join('|') ~ ') ']) -%}
    {%- endfor -%}
    {{- return(synthetic_showcase._rows_of_texts(['kind', 'means', 'means_not'], rows)) -}}
{% endmacro %}
