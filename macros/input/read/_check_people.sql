{#-
  Raises an error if a release is to be made of fewer people than are needed to publish anything. Not with differential
  privacy, where how many there are must not decide whether a build succeeds.
  Arguments: people, their number; record_limit, how many of them are taken, or none; resolution, as for
  `prepare_records`.
-#}
{% macro _check_people(people, record_limit=none, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set releases = synthetic_showcase._published_nodes() | map(attribute='unique_id') | select('in', selected_resources) | list -%}
    {%- if flags.WHICH in ['build', 'run'] and releases and not synthetic_showcase._is_private() and (people if record_limit is none else [people, record_limit] | min) < resolution -%}
        {{ synthetic_showcase._refuse('reporting_resolution', resolution,
            'at most the number of people, because no value of fewer is published; people: ' ~ people
            ~ (', of whom showcase_record_limit takes ' ~ record_limit if record_limit is not none)) }}
    {%- endif -%}
{% endmacro %}
