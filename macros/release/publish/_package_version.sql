{#-
  The version of this package and, after a plus, a hash of its code, as a release names them: two states of one version
  can be told apart. A constant in the SQL, which the proof of the lineage can follow.
-#}
{% macro _package_version() %}
    {{- return(run_query('select showcase_version()').columns[0].values() | first if execute else '') -}}
{% endmacro %}
