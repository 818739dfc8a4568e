{#-
  Keeps what the macro of the current model was given, for the end of the run: `_shared_people` compares the models.
  Arguments: what, the key; value, which becomes JSON.
-#}
{% macro _keep_of_model(what, value) %}
    {%- if execute and target.type != 'spark' and flags.WHICH in ['build', 'run'] and model is defined -%}
        {%- do run_query('select ' ~ synthetic_showcase._keep(what ~ ' of ' ~ model.unique_id, synthetic_showcase._text(tojson(value)))) -%}
    {%- endif -%}
{% endmacro %}
