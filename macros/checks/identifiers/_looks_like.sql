{#-
  SQL for whether a value looks like a kind of identifier: whether one of its rules holds. It reads the columns `text`,
  `lower`, `code` and `words` (those of the name of its column).
  Arguments: rules, the `rules` of a kind in `_identifying_kinds`.
-#}
{% macro _looks_like(rules) %}
    {%- set text, matches = synthetic_showcase._text, synthetic_showcase._matches -%}
    {%- set either = [] -%}
    {%- for rule in rules -%}
        {%- set of = rule.get('of', 'text') -%}
        {%- set all = [matches(of, text(rule.pattern))] -%}
        {%- if rule.also -%}
            {%- do all.append(matches(of, text(rule.also))) -%}
        {%- endif -%}
        {%- if rule.beside -%}
            {%- do all.append(matches('words', text(' (' ~ rule.beside | join('|') ~ ') '))) -%}
        {%- endif -%}
        {%- if rule.check -%}
            {#- Check digits are dear, so they are worked out for what matches alone. -#}
            {%- do either.append('case when ' ~ all | join(' and ') ~ ' then ' ~ synthetic_showcase._check_digits_hold(rule.check) ~ ' else false end') -%}
        {%- else -%}
            {%- do either.append('(' ~ all | join(' and ') ~ ')') -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(either | join(' or ')) -}}
{% endmacro %}
