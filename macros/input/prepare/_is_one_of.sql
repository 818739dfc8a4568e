{#-
  SQL for whether a text without blanks around it is one of `words`, ignoring case and, where a word has other letters
  than those of English, the Unicode form. Such words are folded by the engine itself, so that both sides are folded alike.
-#}
{% macro _is_one_of(text, words) %}
    {%- set fold = namespace(case=false, form=false) -%}
    {%- for word in words -%}
        {%- if not modules.re.fullmatch('[ -~]*', word) -%}
            {%- set fold.form = true -%}
        {%- elif word | lower != word | upper -%}
            {%- set fold.case = true -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set texts = [] -%}
    {%- for word in words -%}
        {%- set plain = modules.re.fullmatch('[ -~]*', word) -%}
        {%- do texts.append(synthetic_showcase._text(word | lower) if plain else 'lower(' ~ synthetic_showcase._nfc(synthetic_showcase._text(word)) ~ ')') -%}
    {%- endfor -%}
    {%- set folded = 'lower(' ~ synthetic_showcase._nfc(text) ~ ')' if fold.form else 'lower(' ~ text ~ ')' if fold.case else text -%}
    {{ return(folded ~ ' in (' ~ texts | unique | join(', ') ~ ')') }}
{% endmacro %}
