with renamed as (select place as location from {{ ref('step_1') }})

select * from renamed
