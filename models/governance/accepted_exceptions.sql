{{ synthetic_showcase.list_exceptions() }}
