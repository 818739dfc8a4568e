{#-
  SQL for whether the check digits of a code hold. It reads the column `code`, of any text: whatever is no digit is
  taken out before a cast, because engines evaluate conditions in any order. The same on all engines.

  Arguments: check, one of
    luhn: every second digit from the right counts twice, less 9 above 9; the sum is a multiple of 10 (ISO/IEC 7812);
    iban: the first four characters moved to the end, letters as 10 to 35; the rest by 97 is 1 (ISO 13616);
    nir: the last two digits are 97 less the rest of the others by 97; 2A and 2B, of Corsica, count as 19 and 18;
    dni: the letter at the end is the one of the rest by 23; X, Y and Z at the beginning count as 0, 1 and 2.
-#}
{% macro _check_digits_hold(check) %}
    {%- set digits = namespace(sql='code') -%}
    {%- if check == 'luhn' -%}
        {%- set padded = "lpad(" ~ synthetic_showcase._replace_matches('code', '[^0-9]', '') ~ ", 20, '0')" -%}
        {%- set terms = [] -%}
        {%- for place in range(1, 21) -%}
            {%- set digit = 'cast(substr(' ~ padded ~ ', ' ~ place ~ ', 1) as integer)' -%}
            {%- do terms.append(digit if place % 2 == 0 else '2 * ' ~ digit ~ ' - case when ' ~ digit ~ ' > 4 then 9 else 0 end') -%}
        {%- endfor -%}
        {{- return('(' ~ terms | join(' + ') ~ ') % 10 = 0') -}}
    {%- elif check == 'iban' -%}
        {%- set digits.sql = 'substr(code, 5) || substr(code, 1, 4)' -%}
        {%- for letter in 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' -%}
            {%- set digits.sql = 'replace(' ~ digits.sql ~ ", '" ~ letter ~ "', '" ~ (loop.index + 9) ~ "')" -%}
        {%- endfor -%}
        {#- Some 70 digits are too many for one number, so six parts of twelve are weighed by their place. -#}
        {%- set padded = 'lpad(' ~ synthetic_showcase._replace_matches(digits.sql, '[^0-9]', '') ~ ", 72, '0')" -%}
        {%- set terms = [] -%}
        {%- for part in range(6) -%}
            {%- do terms.append(10 ** (12 * (5 - part)) % 97 ~ ' * cast(substr(' ~ padded ~ ', ' ~ (12 * part + 1) ~ ', 12) as bigint)') -%}
        {%- endfor -%}
        {{- return('(' ~ terms | join(' + ') ~ ') % 97 = 1') -}}
    {%- elif check == 'nir' -%}
        {%- set number = "cast('0' || " ~ synthetic_showcase._replace_matches("replace(replace(substr(code, 1, 13), '2A', '19'), '2B', '18')", '[^0-9]', '') ~ ' as bigint)' -%}
        {%- set key = "cast('0' || " ~ synthetic_showcase._replace_matches('substr(code, 14, 2)', '[^0-9]', '') ~ ' as bigint)' -%}
        {{- return('97 - ' ~ number ~ ' % 97 = ' ~ key) -}}
    {%- else -%}
        {%- set number = "cast('0' || " ~ synthetic_showcase._replace_matches("translate(substr(code, 1, 8), 'XYZ', '012')", '[^0-9]', '') ~ ' as integer)' -%}
        {{- return("substr('TRWAGMYFPDXBNJZSQVHLCKE', 1 + " ~ number ~ ' % 23, 1) = substr(code, 9, 1)') -}}
    {%- endif -%}
{% endmacro %}
