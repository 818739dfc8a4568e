{#-
  Fails if the verdict on a check is `fail`, or if there is no verdict on it.
  Arguments: check_name; guarantee, of the releases that have the check, or none for all; except_mode, a mode of synthesis that does not
  guarantee it.
-#}
{% test passes(model, check_name, guarantee=none, except_mode=none) %}
    {{
        synthetic_showcase._only_with(
            guarantee=guarantee, when=synthetic_showcase._option("synthesis_mode") != except_mode
        )
    }}
    select '{{ check_name }}' as check_name, max(sentence) as sentence
    from {{ model }}
    where check_name = '{{ check_name }}'
    having count(*) <> 1 or max(verdict) = 'fail'
{% endtest %}
