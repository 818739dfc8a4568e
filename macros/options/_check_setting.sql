{#- Raises an error if what an option says about one column is not allowed. It does not look at the table. -#}
{% macro _check_setting(name, column, setting) %}
    {%- set given = {column: setting} -%}
    {%- if name == 'bands' -%}
        {%- if setting is mapping -%}
            {%- set quantiles = setting.get('quantiles') -%}
            {%- if setting | list | sort not in [['quantiles'], ['from', 'quantiles', 'to']] or quantiles is not integer or quantiles is boolean or not 2 <= quantiles <= 100 -%}
                {{ synthetic_showcase._refuse(name, given, '{quantiles: n} with n from 2 to 100 for each such column; with differential privacy {quantiles: n, from: number, to: number}') }}
            {%- endif -%}
            {%- if 'from' in setting and (setting['from'] is not number or setting.to is not number or not -1e15 <= setting['from'] < setting.to - 1e-9 <= 1e15) -%}
                {{ synthetic_showcase._refuse(name, given, 'a range from a number to a larger one, as in {quantiles: 4, from: 0, to: 100}') }}
            {%- endif -%}
        {%- elif setting is string -%}
            {%- if setting not in ['year', 'quarter', 'month'] -%}
                {{ synthetic_showcase._refuse(name, given, 'year, quarter or month for a column of dates') }}
            {%- endif -%}
        {%- else -%}
            {%- for edge in (setting if setting is iterable else [none]) -%}
                {%- if edge is not number or edge is boolean or (not loop.first and not edge > loop.previtem) -%}
                    {{ synthetic_showcase._refuse(name, given, 'a list of numbers that ascend') }}
                {%- endif -%}
            {%- else -%}
                {{ synthetic_showcase._refuse(name, given, 'a list of at least one number') }}
            {%- endfor -%}
        {%- endif -%}
    {%- elif name == 'input_format' -%}
        {%- do synthetic_showcase._check_format(name, column, setting) -%}
    {%- elif name == 'hierarchies' -%}
        {%- do synthetic_showcase._check_named_table(name, given, setting, synthetic_showcase.showcase_options()[name].shape) -%}
    {%- elif name == 'budget_shares' -%}
        {%- if setting is not number or setting is boolean or not 0 < setting < 1 -%}
            {{ synthetic_showcase._refuse(name, given, 'a number between 0 and 1 for each step') }}
        {%- endif -%}
    {%- elif name == 'max_attack_excess' -%}
        {%- set option = synthetic_showcase.showcase_options()[name] -%}
        {%- if column not in option.default or setting is not number or setting is boolean or not 0 <= setting <= 1 -%}
            {{ synthetic_showcase._refuse(name, given, option.shape) }}
        {%- endif -%}
    {%- elif name == 'max_values' -%}
        {%- if setting is not integer or setting is boolean or setting < 1 -%}
            {{ synthetic_showcase._refuse(name, given, 'a whole number, 1 or more, for each column') }}
        {%- endif -%}
    {%- elif name == 'public_values' -%}
        {%- if setting is string or setting is mapping or setting is not iterable or not setting -%}
            {{ synthetic_showcase._refuse(name, given, 'a list of values for each column') }}
        {%- endif -%}
    {%- elif name == 'column_groups' -%}
        {%- if setting is string or setting is mapping or setting is not iterable or setting | length < 2 -%}
            {{ synthetic_showcase._refuse(name, given, 'a list of two columns or more for each group') }}
        {%- endif -%}
    {%- elif name == 'truth_values' -%}
        {%- if column | string | lower not in ['true', 'false'] or setting is string or setting is mapping or setting is not iterable or not setting -%}
            {{ synthetic_showcase._refuse(name, given, synthetic_showcase.showcase_options()[name].shape) }}
        {%- endif -%}
    {%- elif name in ['pages', 'page_groups'] -%}
        {%- if setting is string or setting is mapping or setting is not iterable or not setting or setting | reject('string') | list -%}
            {{ synthetic_showcase._refuse(name, given, 'a list of names for each page or group') }}
        {%- endif -%}
    {%- elif name == 'labels' -%}
        {%- set parts = setting if setting is mapping else {'label': setting} -%}
        {%- set texts = [parts.get('label', '-')] + (parts.get('values', {}).values() | list if parts.get('values', {}) is mapping else [none]) -%}
        {%- set allowed = 'a label, {label: text, values: {value: label}} or {label: text, values_from: model, seed or file}, for each column' -%}
        {%- if parts | reject('in', ['label', 'values', 'values_from']) | list or texts | reject('string') | list or '' in texts
            or ('values' in parts and 'values_from' in parts) -%}
            {{ synthetic_showcase._refuse(name, given, allowed) }}
        {%- elif 'values_from' in parts -%}
            {%- do synthetic_showcase._check_named_table(name, given, parts.values_from, allowed) -%}
        {%- endif -%}
    {%- elif name == 'colours' -%}
        {%- if column not in ['reported', 'estimate'] or setting is not string or not modules.re.fullmatch('#[0-9a-fA-F]{6}', setting) -%}
            {{ synthetic_showcase._refuse(name, given, "a colour as in '#0072b2' for reported or estimate") }}
        {%- endif -%}
    {%- elif name == 'reviewed_columns' -%}
        {%- if setting is not string or not setting | trim -%}
            {{ synthetic_showcase._refuse(name, given, 'a reason in words for each column, as in {contact: the addresses of three offices}') }}
        {%- endif -%}
    {%- elif setting is not string or setting == '' -%}
        {{ synthetic_showcase._refuse(name, given, 'text that is not empty for each column') }}
    {%- endif -%}
{% endmacro %}
