{#- The settings of the page, as `page.build` takes them; none if there is to be no page. -#}
{% macro _page_settings() %}
    {%- if not synthetic_showcase._option('page') -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return({
        'title': synthetic_showcase._option('title'),
        'description': synthetic_showcase._option('description'),
        'language': synthetic_showcase._option('language'),
        'citation': synthetic_showcase._option('citation'),
        'pages': synthetic_showcase._option('pages'),
        'groups': synthetic_showcase._option('page_groups'),
        'colours': synthetic_showcase._option('colours'),
        'withheld': synthetic_showcase._option('min_diversity') is not none,
    }) }}
{% endmacro %}
