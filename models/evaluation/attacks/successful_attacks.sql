{{ synthetic_showcase.find_successful_attacks(ref('attack_results')) }}
