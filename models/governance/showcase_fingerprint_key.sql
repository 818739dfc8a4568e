{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{ config(materialized="incremental", full_refresh=false) }}
{{ synthetic_showcase.draw_key() }}
