{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{ synthetic_showcase.find_successful_attacks(ref("showcase_attack_results")) }}
