{#-
  Raises an error, before any work, if labels of values can't be read or must not be published: a file that is no table
  of labels, or a model, seed or source that is made from the sensitive table, or of which that is made. Labels are
  published as they are, so the lineage of their tables is also proven before anything is.
-#}
{% macro _check_labels() %}
    {%- for column, entry in synthetic_showcase._option('labels').items() -%}
        {%- do synthetic_showcase._value_labels(column, entry) -%}
    {%- endfor -%}
    {%- set named = synthetic_showcase._label_nodes() -%}
    {%- set sensitive = synthetic_showcase._sensitive_nodes() if named else [] -%}
    {%- for id in named -%}
        {%- set walked = [id] -%}
        {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
        {%- for each in walked -%}
            {%- if each in sensitive -%}
                {{ synthetic_showcase._refuse('labels', {'values_from': id}, 'labels from a table that neither is made from the sensitive table nor is a part of it') }}
            {%- endif -%}
            {%- for parent in graph.nodes.get(each, {}).get('depends_on', {}).get('nodes', []) if parent not in walked -%}
                {%- do walked.append(parent) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- if graph.nodes.get(id, {}).get('config', {}).get('materialized') == 'ephemeral' -%}
            {{ synthetic_showcase._refuse('labels', {'values_from': id}, 'labels from a table or view, not from an ephemeral model') }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
