-- 7. a variable of the session
{{ config(pre_hook="set variable someone = (select min(intake_id) from {{ ref('intakes') }})") }}
select getvariable('someone') as someone
