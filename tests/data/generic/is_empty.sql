{#- A finding: the model has no rows. A row fails the build before anything is published. -#}
{% test is_empty(model) %}
select * from {{ model }}
{% endtest %}
