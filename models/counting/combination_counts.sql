{{ synthetic_showcase.count_combinations(ref('record_attributes'), readiness=ref('readiness_summary')) }}
