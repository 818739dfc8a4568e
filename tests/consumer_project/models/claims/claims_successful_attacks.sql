{{ synthetic_showcase.find_successful_attacks(ref('claims_attack_results')) }}
