"""Python half of the dbt package: the DuckDB functions for the two hot loops, and what checks them.

`plugin` registers the functions with dbt-duckdb; `counting`, `sampling` and `support` do the work
on numpy arrays and can be used, and are tested, without dbt.
"""
