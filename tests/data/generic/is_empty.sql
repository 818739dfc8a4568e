{#- Fails if a model of findings has rows, before anything is published. -#}
{% test is_empty(model) %} select * from {{ model }} {% endtest %}
