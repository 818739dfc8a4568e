{#-
  One record per subject, with the columns in use as text, or as lists of text if a record may hold several values. An
  absent value is null, however the table writes it.

  Returns SQL with `record_id` (integer, from 0, in the order of the first row) and each column in
  use under its own name: text, or a sorted list of text.

  Arguments (each defaults to the variable of the same name with the prefix `showcase_`):
    source: relation, or SQL for a from clause.
    use_columns: list of columns to publish; empty for all but the subject id.
    subject_id: column that names the subject, never published. Rows with the same id become one record: a column
      with one value for each subject stays as it is, a column with several becomes a list. With differential
      privacy only columns declared as lists become lists; of the others the first value is taken.
    missing_values: list of codes that mean that a value is absent, or {column: [codes]} with '*' for all; in any case.
    sensitive_zeros: list of columns in which 0 is a value; in others it means that the value is absent.
    multi_value_columns: {column: delimiter} for columns that hold several values; lists need no entry.
    column_groups: {group: [columns of true and false]}: one column `group`, whose values are the names of
      the columns that are true.
    bands: {column: ascending edges, or {quantiles: n} (edges learned from the data), or year, quarter, month};
      with differential privacy {quantiles: n, from: number, to: number} gives the cells of a grid, from
      which `choose_bands` makes bands.
    rows_per_subject: any; one, to raise an error if an id repeats; several, to raise one if none does. Without a
      subject_id it has to be one, which declares that each row is a subject of its own.
    missing_subject_id: error, or one_each (each row without an id is a subject of its own).
    record_limit: number of records to take, the first ones.
    sensitive_columns: columns whose values nobody should learn from a group; reviewed_columns: {column: reason} as in
      `list_identifying_columns`. Both are checked here only so that a misspelled name raises an error before any work
      is done.
    truth_values: {true: [words], false: [words]} in groups of columns, besides those that everybody uses.
    normalize_values: list of columns of text, or true for all, in which spellings that differ by case, blanks or Unicode
      form become one.
    resolution: the least number of people of whom a release with k-anonymity is made; defaults to
      `showcase_reporting_resolution`.
  Raises an error that names the option for a column that does not exist or does not fit the option, for no columns,
  for an empty table or too few people, for ids that are missing or repeat against the options, and if neither a subject_id is given
  nor rows are declared to be subjects.
-#}
{% macro prepare_records(
    source, use_columns=none, subject_id=none, missing_values=none, sensitive_zeros=none, multi_value_columns=none,
    column_groups=none, bands=none, rows_per_subject=none, missing_subject_id=none, record_limit=none,
    sensitive_columns=none, reviewed_columns=none, truth_values=none, normalize_values=none, resolution=none
) %}
    {%- set options = synthetic_showcase._input_options({
        'use_columns': use_columns, 'subject_id': subject_id, 'missing_values': missing_values,
        'sensitive_zeros': sensitive_zeros, 'multi_value_columns': multi_value_columns,
        'column_groups': column_groups, 'bands': bands, 'rows_per_subject': rows_per_subject,
        'missing_subject_id': missing_subject_id, 'record_limit': record_limit, 'sensitive_columns': sensitive_columns,
        'reviewed_columns': reviewed_columns, 'truth_values': truth_values, 'normalize_values': normalize_values,
    }) -%}
    {%- set in_use, columns, ids_repeat, repeated = [], [], false, [] -%}
    {#- `dbt compile` and `dbt docs generate` may run before there is a table to describe. -#}
    {%- if execute and (flags.WHICH in ['build', 'run'] or source is string or load_relation(source) is not none) -%}
        {%- do synthetic_showcase._check_subject(options.subject_id, options.rows_per_subject) -%}
        {%- set in_use = synthetic_showcase._columns_in_use(source, options) -%}
        {%- set found = synthetic_showcase._check_rows(source, in_use, options) -%}
        {%- set ids_repeat = found.ids_repeat -%}
        {%- set columns = synthetic_showcase._record_columns(in_use, options, found.quantiles) -%}
        {%- if synthetic_showcase._is_private() -%}
            {#- Which columns have several values would be learned from the data, so they have to be declared. -#}
            {%- do synthetic_showcase._check_max_values(columns) -%}
        {%- elif ids_repeat -%}
            {%- set repeated = synthetic_showcase._repeated_columns(source, columns, options) -%}
        {%- endif -%}
        {%- do synthetic_showcase._check_people(found.people, options.record_limit, resolution) -%}
        {%- do synthetic_showcase._keep_of_model('people', {'source': source | string, 'subject_id': options.subject_id}) -%}
    {%- endif %}
    {%- set subject = synthetic_showcase._name(options.subject_id) if ids_repeat %}
    {%- set has_bands = columns | selectattr('band') | list | length > 0 %}
    {#- With differential privacy each cell tells its spelling, and no other one. -#}
    {%- set normalized = [] if synthetic_showcase._is_private() else columns | selectattr('is_normalized', 'defined') | selectattr('is_normalized') | list %}
    {%- set has_spellings = normalized | length > 0 %}
with

{% if options.subject_id is none -%}
{{ synthetic_showcase._declared_rows() }}
{% endif -%}
-- the rows in their order, with the columns in use alone
numbered as (
    select
        {{ synthetic_showcase._row_number() }} as record_id
        {%- if ids_repeat %},
        {{ synthetic_showcase._subject(options.subject_id) }} as {{ subject }}
        {%- endif %}
        {%- for column in in_use %},
        {{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from {{ source }}
),

-- absent values as null, however the table writes them
{{ 'cleaned' if has_spellings or has_bands or ids_repeat else 'final' }} as {{ 'materialized ' if has_spellings }}(
    select
        record_id
        {%- if ids_repeat %},
        {{ subject }}
        {%- endif %}
        {%- for column in columns %},
        {{ column.sql }} as {{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from numbered
)
{%- if has_spellings %},

{%- set lists = normalized | selectattr('is_list') | list %}
held as (
    {{ synthetic_showcase._cells_of('cleaned', 'record_id', normalized) }}
),

-- of the spellings of each value, the one that sorts first
spellings as (
    select column_name, lower(value) as folded, min(value) as spelling
    from held
    group by column_name, lower(value)
),
{#- A join for each of many columns would nest too deep and need too much memory, so these are turned in parts. #}
{%- set parts = normalized | batch(100) | list if normalized | length > 100 else [] %}
{%- set spelled, joins = {}, [] %}
{%- if parts or lists %}

spelled_values as (
    select distinct held.record_id, held.column_name, spellings.spelling as value
    from held
    inner join spellings on held.column_name = spellings.column_name and lower(held.value) = spellings.folded
    {%- if not parts %}
    where held.column_name in ({% for column in lists %}{{ synthetic_showcase._text(column.name) }}{{ ', ' if not loop.last }}{% endfor %})
    {%- endif %}
),
{%- endif %}
{%- for part in parts or ([lists] if lists else []) %}
{%- set here = 'spelled_' ~ loop.index %}

{{ here }} as (
    {{ synthetic_showcase._turned('spelled_values', 'record_id', part, not parts) }}
),
{%- do joins.append(here ~ ' on cleaned.record_id = ' ~ here ~ '.record_id') %}
{%- for column in part %}{% do spelled.update({column.name: here ~ '.' ~ synthetic_showcase._name(column.name)}) %}{% endfor %}
{%- endfor %}
{%- for column in normalized if column.name not in spelled %}
{%- set here = 'spellings_' ~ loop.index %}
{%- do joins.append('spellings as ' ~ here ~ ' on ' ~ here ~ '.column_name = ' ~ synthetic_showcase._text(column.name)
    ~ ' and lower(cleaned.' ~ synthetic_showcase._name(column.name) ~ ') = ' ~ here ~ '.folded') %}
{%- do spelled.update({column.name: here ~ '.spelling'}) %}
{%- endfor %}

{{ 'merged' if has_bands or ids_repeat else 'final' }} as (
    select
        cleaned.record_id
        {%- if ids_repeat %},
        cleaned.{{ subject }}
        {%- endif %}
        {%- for column in columns %},
        {%- set name = synthetic_showcase._name(column.name) %}
        {{ spelled.get(column.name, 'cleaned.' ~ name) }} as {{ name }}
        {%- endfor %}
    from cleaned
    {%- for join in joins %}
    left join {{ join }}
    {%- endfor %}
)
{%- endif %}
{%- if has_bands %},

-- numbers and dates replaced by their bands
{{ 'banded' if ids_repeat else 'final' }} as (
    select
        record_id
        {%- if ids_repeat %},
        {{ subject }}
        {%- endif %}
        {%- for column in columns %},
        {{ column.band ~ ' as ' if column.band }}{{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from {{ 'merged' if has_spellings else 'cleaned' }}
)
{%- endif %}
{%- if ids_repeat %},

-- one row per subject; each row without an id is a subject of its own
joined as (
    select
        min(record_id) as record_id
        {%- for column in columns %},
        {% set name = synthetic_showcase._name(column.name) -%}
        {%- if column.is_list -%}
            nullif({{ synthetic_showcase._list_sort(synthetic_showcase._list_distinct('flatten(' ~ synthetic_showcase._collect(name, ordered=false) ~ ')')) }}, {{ synthetic_showcase._empty_list('varchar[]') }}) as {{ name }}
        {%- elif column.name in repeated -%}
            {{ synthetic_showcase._collect(name, distinct=true, where=name ~ ' is not null') }} as {{ name }}
        {%- else -%}
            min({{ name }}) as {{ name }}
        {%- endif -%}
        {%- endfor %}
    from {{ 'banded' if has_bands else 'merged' if has_spellings else 'cleaned' }}
    group by {{ subject }}, case when {{ subject }} is null then record_id end
),

final as (
    select
        {{ synthetic_showcase._row_number('record_id') }} as record_id
        {%- for column in columns %},
        {{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from joined
)
{%- endif %}

select * from final
{%- if options.record_limit is not none %}
{{ synthetic_showcase._first_records(options.record_limit) }}
{%- endif %}
{% endmacro %}
