{#-
  The words that mean true and false in groups of columns: {true: [words], false: [words]}, those that everybody uses and
  those of the option. Raises an error if a word would mean both. 0 is not among them, because it is absent by another rule.
-#}
{% macro _truth_words(truth_values) %}
    {%- set words = {'true': ['true', 't', 'yes', 'y', '1'], 'false': ['false', 'f', 'no', 'n']} -%}
    {%- for key, given in truth_values.items() -%}
        {%- do words[key | string | lower].extend(given) -%}
    {%- endfor -%}
    {%- set yes, no = synthetic_showcase._spellings(words['true']), synthetic_showcase._spellings(words['false']) -%}
    {%- for word in yes if word | lower in no | map('lower') or modules.re.fullmatch('[-+]?0([.]0+)?', word) -%}
        {{ synthetic_showcase._refuse('truth_values', truth_values, 'words that mean true or false and not both, besides true/false, t/f, yes/no, y/n and 1/0; it has a word that would mean both') }}
    {%- endfor -%}
    {{ return({'true': yes, 'false': no}) }}
{% endmacro %}
