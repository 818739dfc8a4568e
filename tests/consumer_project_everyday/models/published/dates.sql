{{ dates_between('month', "date '2026-01-01'", "date '2026-12-01'") }}
