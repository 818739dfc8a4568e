select location as area from {{ ref('step_2') }}
