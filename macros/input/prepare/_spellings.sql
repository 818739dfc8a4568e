{#-
  The texts as which a table may have the codes or words that an option lists: without blanks around them, a whole
  number also as 97.0, as programs write it where cells are empty, and a day also with the time of midnight. YAML reads
  some words as something else: null as nothing, and yes, no, on and off as true and false.
-#}
{% macro _spellings(words) %}
    {%- set texts = [] -%}
    {%- for word in words -%}
        {%- if word is none -%}
            {%- do texts.append('null') -%}
        {%- elif word is boolean -%}
            {%- do texts.extend(['true', 'yes', 'on'] if word else ['false', 'no', 'off']) -%}
        {%- else -%}
            {%- set text = word | string | trim -%}
            {%- do texts.append(text) -%}
            {%- if modules.re.fullmatch('-?(0|[1-9][0-9]*)', text) -%}
                {%- do texts.append(text ~ '.0') -%}
            {%- elif modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', text) -%}
                {%- do texts.extend([text ~ ' 00:00:00', text ~ 'T00:00:00', text ~ ' 00:00:00+00']) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(texts | unique(case_sensitive=true) | list) }}
{% endmacro %}
