{{ synthetic_showcase.sample_records(ref('claims_distinct_records'), resolution=20, mode='row_seeded', seed=7) }}
