{{ synthetic_showcase.draw_salt() }}
