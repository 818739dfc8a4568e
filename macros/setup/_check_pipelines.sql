{#-
  Raises an error if something besides the package's own private pipeline would be published of sensitive records: a
  model that is not of the package and charges the budget or draws noise, or, with differential privacy, is a privacy
  gate of k-anonymity. The budget is charged once, for one pipeline. Whether the people are the same decides nothing,
  because with differential privacy the records must not.
-#}
{% macro _check_pipelines() %}
    {%- set theirs = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and not node.unique_id.startswith('model.synthetic_showcase.showcase_') -%}
        {%- do theirs.append(node) -%}
    {%- endfor -%}
    {%- for macro in [
        'identify_release', 'charge_budget', 'limit_contributions', 'add_noise_to_record_count', 'add_noise_to_widths',
        'add_noise_to_bands', 'add_noise_to_attributes', 'add_noise_to_pairs', 'add_noise_to_combinations',
    ] -%}
        {%- for node in synthetic_showcase._nodes_that_call(macro, theirs) -%}
            {{ exceptions.raise_compiler_error(
                'synthetic_showcase: the model ' ~ node.name ~ ' calls ' ~ macro ~ ', but a release has one private pipeline, that of the package, with one charge. '
                ~ 'Release another sensitive table from a project of its own, with a sensitive file and a budget of its own.'
            ) }}
        {%- endfor -%}
    {%- endfor -%}
    {%- for macro in synthetic_showcase._counting_gates() + ['summarize_checks'] if synthetic_showcase._is_private() -%}
        {%- for node in synthetic_showcase._nodes_that_call(macro, theirs) if node.config.get('meta', {}).get('privacy_gate') -%}
            {{ exceptions.raise_compiler_error(
                'synthetic_showcase: the model ' ~ node.name ~ ' is a privacy gate of k-anonymity, but showcase_guarantee is differential_privacy: what it tells would be '
                ~ 'published without noise. Disable it, or release its table from a project of its own.'
            ) }}
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}
