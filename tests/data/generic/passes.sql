{#- A check of the release passes: its row in the verdicts does not say `fail`. A row missing is a failure too. -#}
{% test passes(model, check_name) %}
select '{{ check_name }}' as check_name, max(sentence) as sentence
from {{ model }}
where check_name = '{{ check_name }}'
having count(*) <> 1 or max(verdict) = 'fail'
{% endtest %}
