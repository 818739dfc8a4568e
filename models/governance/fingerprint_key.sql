{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.draw_key() }}
