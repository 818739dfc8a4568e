{#-
  Keeps, for the end of the run, from which people the current model is made: its source and the column of their ids.
  `_shared_people` compares them.
-#}
{% macro _keep_people(source, subject_id) %}
    {%- if target.type != 'spark' and model is defined -%}
        {%- do run_query('select ' ~ synthetic_showcase._keep(
            'people of ' ~ model.unique_id, synthetic_showcase._text(tojson({'source': source | string, 'subject_id': subject_id}))
        )) -%}
    {%- endif -%}
{% endmacro %}
