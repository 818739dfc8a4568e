{#-
  Words beside which the name of a column says something about an identifier, and is none itself: `has_phone`,
  `email_consent`, `type_of_address`, `address_country`. In English, French and Spanish, without accents.
-#}
{% macro _words_about() %}
    {{ return([
        'has', 'have', 'had', 'is', 'was', 'any', 'with', 'without', 'type', 'kind', 'category', 'consent', 'access', 'use', 'uses', 'used', 'usage', 'own', 'owns', 'owned',
        'ownership', 'service', 'services', 'provider', 'operator', 'brand', 'domain', 'verified', 'valid', 'count', 'total', 'length', 'number of', 'known', 'unknown',
        'missing', 'available', 'status', 'change', 'changed', 'interview', 'survey', 'area', 'prefix', 'country', 'state', 'region', 'province', 'district', 'county',
        'municipality', 'city', 'town', 'village', 'zip', 'zipcode', 'postcode', 'year', 'month', 'decade',
        'a un', 'a une', 'possede', 'dispose', 'acces', 'utilise', 'utilisation', 'consentement', 'operateur', 'statut', 'pays', 'ville', 'commune', 'departement', 'annee', 'mois',
        'tiene', 'posee', 'tipo', 'acceso', 'uso', 'usa', 'consentimiento', 'operador', 'estado', 'entidad', 'pais', 'ciudad', 'municipio', 'provincia', 'ano', 'mes',
    ]) }}
{% endmacro %}
