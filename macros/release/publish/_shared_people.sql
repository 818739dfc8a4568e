{#-
  What a release with k-anonymity counts more than once of the same people, as a list of pairs of names: two privacy
  gates that are different calls of the same macro, or have different k, or are made from different sensitive tables, if
  some of the people are the same. Whoever has both can compare them like two releases.
  Arguments: results of the run; published, the published nodes.
-#}
{% macro _shared_people(results, published) %}
    {%- set planned = synthetic_showcase._release_nodes(published) -%}
    {%- set gates = [] -%}
    {%- for result in results if result.node.unique_id in planned and result.node.config.get('meta', {}).get('privacy_gate') -%}
        {%- for macro in synthetic_showcase._counting_gates() if 'macro.synthetic_showcase.' ~ macro in result.node.depends_on.macros -%}
            {%- do gates.append({
                'name': result.node.name, 'macro': macro, 'sql': result.node.compiled_code,
                'k': synthetic_showcase._kept('k of ' ~ result.node.unique_id), 'readers': synthetic_showcase._readers_of(result.node),
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set compared, shared = {}, [] -%}
    {%- for one in gates -%}
        {%- for other in gates[loop.index:]
            if one.readers != other.readers or (one.macro == other.macro and one.sql != other.sql) or (one.k and other.k and one.k != other.k) -%}
            {%- for reader in one.readers -%}
                {%- for opposite in other.readers -%}
                    {%- set pair = [reader.unique_id, opposite.unique_id] | sort | join(' ') -%}
                    {%- if pair not in compared -%}
                        {%- do compared.update({pair: synthetic_showcase._have_same_people(reader, opposite)}) -%}
                    {%- endif -%}
                    {%- if compared[pair] -%}
                        {%- set names = [one.name, other.name] if reader.unique_id == opposite.unique_id else [reader.name, opposite.name] -%}
                        {%- do shared.append(names | sort | join(' and ')) -%}
                    {%- endif -%}
                {%- endfor -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(shared | unique | list) }}
{% endmacro %}
