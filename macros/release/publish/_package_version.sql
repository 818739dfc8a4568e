{#-
  The version of this package as a release states it: with a plus and a hash of the code, so that two states of one
  version differ. It is a constant in the SQL, so that the proof of lineage can follow it.
-#}
{% macro _package_version() %}
    {{- return(run_query('select showcase_version()').columns[0].values() | first if execute else '') -}}
{% endmacro %}
