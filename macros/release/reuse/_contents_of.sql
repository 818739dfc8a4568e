{#-
  The contents of relations that this run has finished writing, each read once per run: a dictionary from the
  relation's text to what `_contents_now` gives.
-#}
{% macro _contents_of(relations) %}
    {%- set contents = {} -%}
    {%- if relations -%}
        {%- set names = [] -%}
        {%- for relation in relations -%}
            {%- do names.append(synthetic_showcase._text(relation | string)) -%}
        {%- endfor -%}
        {%- for noted in run_query(
            'select relation, any_value(contents) as contents from ' ~ synthetic_showcase._step_notes()
            ~ " where run_id = '" ~ invocation_id ~ "' and relation in (" ~ names | join(', ') ~ ') group by relation'
        ).rows -%}
            {%- do contents.update({noted.relation: noted.contents}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- for relation in relations if relation | string not in contents -%}
        {%- do contents.update({relation | string: synthetic_showcase._contents_now(relation)}) -%}
        {%- do synthetic_showcase._note_step(relation, none, synthetic_showcase._text(contents[relation | string])) -%}
    {%- endfor -%}
    {{ return(contents) }}
{% endmacro %}
