{#-
  SQL for the words of the name of a column, lower case, without accents, with a blank before and after each: the name
  is cut at whatever is no letter or digit, and before a digit; with `cuts_case` also where a capital begins a word
  (`dateOfBirth`). The same on all engines. Arguments: name, SQL; cuts_case.
-#}
{% macro _words(name, cuts_case=true) %}
    {%- set sql = namespace(text=synthetic_showcase._replace_matches(name, '[\\x{0300}-\\x{036f}]', '')) -%}
    {%- if cuts_case -%}
        {%- set sql.text = synthetic_showcase._replace_matches(sql.text, '([a-zß-öø-ÿ0-9])([A-ZÀ-ÖØ-Þ])', '\\1 \\2') -%}
        {%- set sql.text = synthetic_showcase._replace_matches(sql.text, '([A-ZÀ-ÖØ-Þ])([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])', '\\1 \\2') -%}
    {%- endif -%}
    {%- set sql.text = "translate(lower(" ~ sql.text ~ "), 'àáâãäåçèéêëìíîïñòóôõöœùúûüýÿ', 'aaaaaaceeeeiiiinoooooouuuuyy')" -%}
    {%- set sql.text = synthetic_showcase._replace_matches(sql.text, '([a-z])([0-9])', '\\1 \\2') -%}
    {{- return(synthetic_showcase._replace_matches("' ' || " ~ sql.text ~ " || ' '", '[^a-z0-9]+', ' ')) -}}
{% endmacro %}
