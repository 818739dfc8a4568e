{{ synthetic_showcase.find_untrue_noise() }}
