{#-
  What readiness says of values that publishers usually make coarser although enough people have them: dates to the day,
  ages above 89, and small areas. These are what rules for de-identified data name, such as the safe harbour of HIPAA
  (45 CFR 164.514), and the least sizes of groups of statistical offices.

  Returns a list of dictionaries: name; count, SQL for how many values of a column are such, in a query on attributes by
  column; when, SQL for whether that is said, which reads the count by its name and `distinct_values`; says, SQL for the
  words. Argument: resolution, the least support of a value that is published.
-#}
{% macro _usual_practice(resolution) %}
    {%- set text, matches = synthetic_showcase._text, synthetic_showcase._matches -%}
    {%- set words = synthetic_showcase._words('column_name') -%}
    {%- set day = '(0?[1-9]|[12][0-9]|3[01])' -%}
    {%- set month = '(0?[1-9]|1[0-2])' -%}
    {%- set dates = '^([12][0-9]{3}[-/.]' ~ month ~ '[-/.]' ~ day ~ '|' ~ day ~ '[-/.]' ~ month ~ '[-/.][12][0-9]{3}|' ~ month ~ '/' ~ day ~ '/[12][0-9]{3})([ T][0-9:.]+)?$' -%}
    {#- Numbers, and bands between two of them: 90+ is one value for all. -#}
    {%- set above_89 = '^(9[0-9]|1[0-2][0-9])([.]0+|[^0-9+]+[0-9]+)?$' -%}
    {%- set areas = 'area|district|province|state|county|municipality|town|city|village|commune|canton|parish|ward|tract|neighbourhood|neighborhood|region'
        ~ '|post ?code|postal code|zip|zip ?code|departement|arrondissement|quartier|ville|code postal'
        ~ '|municipio|distrito|provincia|estado|entidad|ciudad|localidad|barrio|codigo postal|departamento' -%}
    {{ return([
        {
            'name': 'dates_to_the_day',
            'count': 'count(*) filter (where ' ~ matches('value', text(dates)) ~ ')',
            'when': '2 * dates_to_the_day >= distinct_values',
            'says': text('dates to the day: publishers usually give the month, quarter or year (showcase_bands)'),
        },
        {
            'name': 'ages_above_89',
            'count': 'count(*) filter (where ' ~ matches(words, text(' (age|ages|edad|edades) ')) ~ ' and ' ~ matches('value', text(above_89)) ~ ')',
            'when': 'ages_above_89 > 0',
            'says': text('ages above 89: publishers usually give one value for 90 and more (90 as the last edge in showcase_bands)'),
        },
        {
            'name': 'small_areas',
            'count': 'count(*) filter (where support >= ' ~ resolution ~ ' and support < 20 and ' ~ matches(words, text(' (' ~ areas ~ ') '))
                ~ ' and not ' ~ matches(words, text(' estado (civil|conyugal|de) ')) ~ ')',
            'when': 'small_areas > 0',
            'says': "small_areas || " ~ text(' areas of fewer than 20 people would be published: publishers usually join them with others (showcase_generalize)'),
        },
    ]) }}
{% endmacro %}
