"""Records of many files, prepared by the macros that a build calls, with one dbt command."""

import json
from typing import Any

import duckdb


def prepared(warehouse, sources: list[dict[str, Any]], before: str = "select 1") -> list[list]:
    """The records of each source without their ids, in order.

    A source is {file: its path} or {table: SQL for a from clause}, and may have `how` the file is
    written, and `arguments` of `prepare_records`. `before` is a statement to run first.
    """
    target = warehouse.folder / "prepared"
    target.mkdir(exist_ok=True)
    macros = f"""
        {{%- do run_query({json.dumps(before)}) -%}}
        {{%- for each in fromjson({json.dumps(json.dumps(sources))}) -%}}
            {{%- set file = (each.file, 'hierarchies', each.how or {{}}) -%}}
            {{%- set source = each.table or synthetic_showcase._read_file(*file) -%}}
            {{%- set given = each.get('arguments', {{}}) -%}}
            {{%- set sql = synthetic_showcase.prepare_records(source, **given) -%}}
            {{%- do run_query('copy (' ~ sql ~ ") to '{target}/" ~ loop.index ~ ".parquet'") -%}}
        {{%- endfor -%}}"""
    # Each row is a person, and the example is not the input.
    run = warehouse.dbt("compile", "--inline", macros, input_file="none.csv")
    assert run.code == 0, run.output
    query = "select * exclude (record_id) from read_parquet('{}/{}.parquet') order by record_id"
    with duckdb.connect() as connection:
        return [
            connection.execute(query.format(target, number)).fetchall()
            for number in range(1, len(sources) + 1)
        ]
