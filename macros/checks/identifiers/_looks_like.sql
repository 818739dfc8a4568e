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
            {%- do all.append(synthetic_showcase._check_digits_hold(rule.check)) -%}
        {%- endif -%}
        {%- do either.append('(' ~ all | join(' and ') ~ ')') -%}
    {%- endfor -%}
    {{- return(either | join(' or ')) -}}
{% endmacro %}
