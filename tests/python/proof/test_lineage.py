"""The proof of the lineage, on small warehouses; DuckDB itself says what is in them."""

import json
from functools import cache

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from synthetic_showcase.engine.registration import register
from synthetic_showcase.functions.k_anonymity import FUNCTIONS
from synthetic_showcase.proof import gates as module_gates
from synthetic_showcase.proof import lineage
from synthetic_showcase.proof.lineage import Finding, Path
from synthetic_showcase.proof.statements import FUNCTION_NAMES, READS_ELSEWHERE, Parser, plan_scans
from synthetic_showcase.proof.templates import is_thin

PACKAGE = "synthetic_showcase"
OWN_FUNCTIONS = [each.name for each in FUNCTIONS]
GATE = "select citizenship, count(*) as people from intakes group by all having count(*) >= 2"


def functions(con):
    return [name for (name,) in con.execute(FUNCTION_NAMES).fetchall()]


@cache
def functions_of_duckdb():
    """What a session finds that has nothing but the functions of the package."""
    with duckdb.connect() as con:
        register(con, FUNCTIONS)
        return functions(con)


def plan_of(con, sql):
    """The plan as the hook reads it, or nothing where DuckDB can't explain the statement."""
    try:
        con.execute("pragma disable_optimizer")
        return dict(con.execute(f"explain (format json) {sql}").fetchall())["physical_plan"]
    except duckdb.Error:
        return None
    finally:
        con.execute("pragma enable_optimizer")


@pytest.fixture(scope="module", autouse=True)
def gates():
    """The tests name the models of the package as their tables, without the prefix."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (module_gates, "GATE_MODELS"),
            (module_gates, "KEPT_GATE_MODELS"),
            (lineage, "SELECTING_GATES"),
        ):
            models = {model.removeprefix("showcase_") for model in getattr(module, name)}
            patch.setattr(module, name, models)
        yield


class Warehouse:
    """A database with one sensitive table and one gate, and the nodes that made them."""

    def __init__(self):
        self.con = duckdb.connect(config={"threads": 1})
        self.functions = functions_of_duckdb()
        self.nodes, self.exposures = [], []
        rows = "values ('AND', 31, 1), ('FRA', 44, 2), ('FRA', 52, 3)"
        self.seed("intakes", f"select * from ({rows}) as t(citizenship, age, person)")
        self.gate("reported_aggregates", GATE)

    def node(self, name, sql=None, build=True, **fields):
        """Add a node of the project `shelter`, by default a table that is there."""
        node = {
            "unique_id": f"model.shelter.{name}",
            "name": name,
            "package_name": "shelter",
            "resource_type": "model",
            "language": "sql",
            "materialized": "table",
            "database": "memory",
            "schema": "main",
            "identifier": name,
            "compiled_code": sql,
            "raw_code": sql,
            "gate": None,
            "published": False,
            "hooks": 0,
        } | fields
        self.nodes.append(node)
        if build and node["materialized"] != "ephemeral":
            kind = "view" if node["materialized"] == "view" else "table"
            identifier = node["identifier"].replace('"', '""')
            self.con.execute(f'create {kind} "{identifier}" as {sql}')
        return self

    def seed(self, name, sql, **fields):
        self.node(name, sql, **{"resource_type": "seed", "materialized": "seed"} | fields)
        self.nodes[-1] |= {"language": None, "compiled_code": None, "raw_code": None}
        return self

    def gate(self, name, sql, **fields):
        return self.node(name, sql, **{"package_name": PACKAGE, "gate": "k_anonymity"} | fields)

    def publish(self, sql, name="leak", **fields):
        return self.node(name, sql, published=True, **fields)

    def given(self, plans=True):
        """What the hook of dbt gives, through JSON."""
        columns = self.con.execute(
            "select database_name, schema_name, table_name, list(column_name order by column_index)"
            " from duckdb_columns() where not internal group by all"
        ).fetchall()
        nodes = []
        for node in self.nodes:
            explained = plans and node["language"] == "sql" and node["compiled_code"]
            plan = plan_of(self.con, node["compiled_code"]) if explained else None
            nodes.append({"plan": plan} | node)
        names = ("database", "schema", "identifier", "columns")
        project = {
            "nodes": nodes,
            "exposures": self.exposures,
            "relations": [dict(zip(names, row, strict=True)) for row in columns],
            "functions": self.functions,
            "own_functions": OWN_FUNCTIONS,
            "default_database": "memory",
            "default_schema": "main",
        }
        return json.loads(json.dumps(project))

    def trace(self, plans=True):
        return lineage.trace(self.given(plans))

    def findings_of_both(self):
        """With plans and without."""
        project = self.given()
        blind = project | {"nodes": [node | {"plan": None} for node in project["nodes"]]}
        return lineage.trace(project).findings, lineage.trace(blind).findings

    def places(self, plans=True):
        return places(self.trace(plans).findings)

    def reasons(self, plans=True):
        return {finding.reason for finding in self.trace(plans).findings}


def places(findings):
    """The findings without their reasons."""
    return {(f.model, f.column_name, f.path) for f in findings}


@pytest.fixture
def warehouse():
    with_nothing_published = Warehouse()
    yield with_nothing_published
    with_nothing_published.con.close()


# --- One published statement -------------------------------------------------------------------

# Each with what has to be found: column and path after the model's name.
LEAKS = {
    "select citizenship as c from intakes": {("c", "c < intakes.citizenship")},
    "select a.people, i.age from reported_aggregates as a join intakes as i using (citizenship)": {
        ("age", "age < intakes.age")
    },
    "select people from reported_aggregates union all select age from intakes": {
        ("people", "people < intakes.age")
    },
    "select first_value(citizenship) over (order by person) as c from intakes": {
        ("c", "c < intakes.citizenship"),
        ("c", "c < intakes.person"),
    },
    "select row_number() over () as n from intakes": {("n", "n < intakes.*")},
    "select count(*) as n from intakes": {("n", "n < intakes.*")},
    "select count(*) as n from intakes where age < 18": {("n", "n < intakes.*")},
    "select count(*) over () + people as n from reported_aggregates, intakes": {
        ("n", "n < intakes.*")
    },
    "select citizenship as c, count(*) as n from intakes group by all": {
        ("c", "c < intakes.citizenship"),
        ("n", "n < intakes.*"),
    },
    """select people from reported_aggregates
    where citizenship in (select citizenship from intakes)""": {("*", "* < intakes.citizenship")},
    """select people from reported_aggregates as a
    where exists (select * from intakes as i where i.citizenship = a.citizenship and age < 18)""": {
        ("*", "* < intakes.citizenship"),
        ("*", "* < intakes.age"),
    },
    "select people from reported_aggregates where exists (from intakes)": {("*", "* < intakes.*")},
    "select exists (from intakes) as c": {("c", "c < intakes.*")},
    "select people from reported_aggregates order by (select max(age) from intakes)": {
        ("*", "* < intakes.age")
    },
    "select people from reported_aggregates limit (select max(age) from intakes)": {
        ("*", "* < intakes.age")
    },
    "select people from reported_aggregates semi join intakes using (citizenship)": {
        ("*", "* < intakes.citizenship")
    },
    "select people from reported_aggregates, intakes": {("*", "* < intakes.*")},
    """select people from reported_aggregates
    qualify row_number() over (order by (select max(age) from intakes)) = 1""": {
        ("*", "* < intakes.age")
    },
    """select people from reported_aggregates
    union select 1 order by (select max(age) from intakes)""": {("*", "* < intakes.*")},
    "select [x + 1 for x in (select list(age) from intakes)] as c from reported_aggregates": {
        ("c", "c < intakes.age")
    },
    "select list_transform([1], lambda x: x + age) as c from intakes": {("c", "c < intakes.age")},
    # sqlglot loses the column in a chain of calls, but not the relation.
    "select upper(citizenship).lower() as c from intakes": {("c", "c < intakes.*")},
    "select * from intakes": {
        ("citizenship", "citizenship < intakes.citizenship"),
        ("age", "age < intakes.age"),
        ("person", "person < intakes.person"),
    },
    "select * exclude (age) replace (1 as person) rename (citizenship as c) from intakes": {
        ("c", "c < intakes.citizenship")
    },
    "select intakes as whole from intakes": {("whole", "whole < intakes.*")},
    "select max(x.v) as c from intakes, lateral (select age + 1 as v) as x": {
        ("c", "c < intakes.age")
    },
    "select u.v as c from (select list(age) as ages from intakes) as t, unnest(t.ages) as u(v)": {
        ("c", "c < intakes.age")
    },
    "select i as c from range((select max(age) from intakes)) as _(i)": {("c", "c < intakes.age")},
    """with recursive r as (
        select 1 as i, '' as a, '' as b
        union all select i + 1, citizenship, r.a from r, intakes where i < 3
    )
    select b from r""": {("b", "b < intakes.citizenship")},
    # In its first half the name of a recursive CTE is still that of a table; sqlglot is lost here.
    """with recursive intakes as (
        select age from intakes union all (select 1 from intakes where false)
    )
    select age as c from intakes""": {("c", "c"), ("c", "c < intakes.*")},
    # A CTE inside hides nothing outside, nor does one that reads the table it is named like.
    "select i.age as c from intakes as i, (with intakes as (select 1) from intakes) as one": {
        ("c", "c < intakes.age")
    },
    "with intakes as (select age from intakes) select age as c from intakes": {
        ("c", "c < intakes.age")
    },
    "with q as (from intakes), intakes as (select 1 as age) select q.age as c from q": {
        ("c", "c < intakes.age")
    },
    "with Intakes as (select 1 as age) select age as c from main.intakes": {
        ("c", "c < intakes.age")
    },
    "select value as c from intakes unpivot (value for name in (age, person))": {
        ("c", "c < intakes.age"),
        ("c", "c < intakes.person"),
    },
    """with q as (from intakes)
    select value as c from q unpivot (value for name in (age, person))""": {
        ("c", "c < intakes.age"),
        ("c", "c < intakes.person"),
    },
    'select "CITIZENSHIP" as "C ü.""x" from MAIN."Intakes"': {
        ('C ü."x', 'C ü."x < intakes.citizenship')
    },
    "select citizenship as c from memory.main.intakes": {("c", "c < intakes.citizenship")},
}


@pytest.mark.parametrize("sql", LEAKS)
def test_a_leak_is_found_where_it_is_with_and_without_plans(warehouse, sql):
    expected = {("leak", column, f"leak.{path}") for column, path in LEAKS[sql]}
    for findings in warehouse.publish(sql).findings_of_both():
        assert places(findings) == expected


# What DuckDB's own parser takes for relations; sqlglot has no part in this.
RELATIONS = {
    "with t as (select 1) from t, main.t, T": {("main", "t")},
    "with t as (from t) from t": {("t",)},
    "with u as (from t), t as (select 1) from u, t": {("t",)},
    "from t, (with t as (select 1) from t) as u": {("t",)},
    "with t as (select 1) select (from t limit 1), (with u as (from T) from u)": set(),
    "with recursive t as (select a from t union all select a from t) from t": {("t",)},
    "with recursive t as (select 1 as a union all select a from t, v) from t": {("v",)},
    'select 1 where exists (from "A b".c.d) order by (select max(x) from e)': {
        ("a b", "c", "d"),
        ("e",),
    },
}


@pytest.mark.parametrize("sql", RELATIONS)
def test_the_relations_of_a_statement(sql):
    found = Parser(functions_of_duckdb(), OWN_FUNCTIONS).read(sql)
    assert (found.relations, found.problems) == (RELATIONS[sql], set())


def test_an_older_state_of_a_table_cannot_be_followed():
    found = Parser(functions_of_duckdb(), OWN_FUNCTIONS).read("from t at (version => 1)")
    assert found.problems == {"reads an older state of a table"}


# What can't be followed, and a construct that the reasons have to name.
UNPROVABLE = {
    "select getvariable('c') as c": "calls getvariable, which reads something other",
    "select $c as c": "uses value parameter",
    "select current_setting('threads') as c": "calls current_setting",
    "select current_schema as c": "calls current_schema",
    "select nextval('numbers') as c": "calls nextval",
    "select stats(people) as c from reported_aggregates": "calls stats",
    "select typeof(people) as c from reported_aggregates": "calls typeof",
    "select enum_last(person) as c from (select null::sensitive as person)": "calls enum_last",
    "select cast('AND' as sensitive) as c": "names the type sensitive",
    "from query_table('intakes')": "reads the table function query_table",
    "from query('from intakes')": "reads the table function query",
    "from read_csv('intakes.csv')": "reads the table function read_csv",
    "from 'intakes.csv'": " < main.intakes.csv.*",
    'from "intakes.parquet"': " < main.intakes.parquet.*",
    "from glob('*')": "reads the table function glob",
    "select table_name as c from duckdb_tables()": "reads the table function duckdb_tables",
    "select table_name as c from information_schema.tables": "information_schema.tables.*",
    "select secret() as c": "calls secret, which others than DuckDB define",
    "select whisper(1) as c": "calls whisper, which others than DuckDB define",
    "from secrets()": "reads the table function secrets",
    "select people from reported_aggregates union by name select 1 as people": "union by name",
    "select citizenship.lower() as c from reported_aggregates": "calls lower with a dot before it",
    "select #1 as c from reported_aggregates": "uses positional reference",
    "select columns(*) from reported_aggregates": "uses columns",
    "select * from (pivot reported_aggregates on citizenship using sum(people))": "no plain query",
    "from reported_aggregates pivot (sum(people) for citizenship in ('FRA'))": "uses PIVOT",
    "from (describe reported_aggregates)": "uses show ref",
    "from (summarize reported_aggregates)": "uses show ref",
}


@pytest.fixture
def hostile(warehouse, tmp_path, monkeypatch):
    """A warehouse with files, a variable, a sequence, a type, macros and a Python function."""
    monkeypatch.chdir(tmp_path)
    for statement in (
        "copy intakes to 'intakes.csv'",
        "copy intakes to 'intakes.parquet'",
        "set variable c = (select max(citizenship) from intakes)",
        "create sequence numbers",
        "create type sensitive as enum (select distinct citizenship from intakes)",
        "create macro secret() as (select max(citizenship) from intakes)",
        "create macro secrets() as table from intakes",
    ):
        warehouse.con.execute(statement)
    warehouse.con.create_function("whisper", lambda x: "AND", ["INTEGER"], "VARCHAR")
    warehouse.functions = functions(warehouse.con)
    return warehouse


@pytest.mark.parametrize("sql", UNPROVABLE)
def test_what_cannot_be_followed_is_found_and_named(hostile, sql):
    findings = hostile.publish(sql).trace(plans=False).findings
    assert {f.model for f in findings} == {"leak"}
    assert any(UNPROVABLE[sql] in f"{f.reason} {f.path}" for f in findings), findings


@pytest.mark.parametrize(
    ("macro", "sql", "reason"),
    [
        ("abs(x)", "select abs(people) as c from reported_aggregates", "calls abs, which others"),
        ('"+"(x, y)', "select people + 1 as c from reported_aggregates", "calls +, which others"),
        ("count_star()", "select count(*) as c from reported_aggregates", "calls count_star"),
        ("contains(x, y)", "select 1 in l as c from (select [1] as l)", "calls contains"),
        ("get_current_time()", "select current_time as c", "may call what redefines get_current_t"),
        ("current_schema()", "select current_schema as c", "calls current_schema"),
        ("range(n) as table", "from range(3)", "reads the table function range"),
    ],
)
def test_a_macro_in_the_place_of_a_function_of_duckdb(warehouse, macro, sql, reason):
    kind = "" if macro.endswith("table") else "as"
    warehouse.con.execute(f"create macro {macro} {kind} (select max(age) as age from intakes)")
    warehouse.functions = functions(warehouse.con)
    reasons = warehouse.publish(sql).reasons(plans=False)
    assert any(f"leak {reason}" in found for found in reasons), reasons


def test_an_overload_in_python_of_a_function_of_duckdb(warehouse):
    warehouse.con.create_function("lower", lambda x: "AND", ["INTEGER"], "VARCHAR")
    warehouse.functions = functions(warehouse.con)
    warehouse.publish("select lower(people::integer) as c from reported_aggregates")
    assert warehouse.reasons() == {"leak calls lower, which others than DuckDB define"}


def test_only_the_construct_is_named_not_what_follows_from_it(warehouse):
    warehouse.publish("select #1 as c, people.abs() as d from reported_aggregates", build=False)
    assert warehouse.reasons(plans=False) == {
        "leak calls abs with a dot before it",
        "leak uses positional reference",
    }


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("select 1 as c; select 2 as c", "leak is not one statement"),
        ("insert into reported_aggregates from intakes", "leak is no plain query (Only SELECT"),
        (
            "with a as (insert into reported_aggregates from intakes returning people) from a",
            "leak uses insert query node",
        ),
        ("selec 1", "leak is no plain query (syntax error"),
        ("", "leak has no raw or no compiled code"),
        (None, "leak has no raw or no compiled code"),
    ],
)
def test_only_one_query_can_be_followed(warehouse, sql, reason):
    reasons = warehouse.publish(sql, build=False).reasons(plans=False)
    assert any(found.startswith(reason) for found in reasons), reasons


def test_columns_that_are_lost_by_a_construct_are_no_finding_of_their_own(warehouse):
    warehouse.publish("from query_table('reported_aggregates')")
    assert warehouse.reasons(plans=False) == {"leak reads the table function query_table"}


def test_columns_that_sqlglot_cannot_follow_are_a_finding_and_relations_still_are(warehouse):
    findings = warehouse.publish("select rowid as c from intakes").trace().findings
    assert [(f.column_name, f.path) for f in findings] == [
        ("c", "leak.c"),
        ("c", "leak.c < intakes.*"),
    ]
    assert "columns that can't be followed (Column 'rowid'" in findings[0].reason


# Ordinary analytics over a gate, and nothing to find.
HARMLESS = [
    "from reported_aggregates",
    "with Q as (from Reported_Aggregates) select q.PEOPLE from q",
    "select * exclude (people), people / 2 as half from reported_aggregates order by all limit 10%",
    """select citizenship, sum(people) filter (where people > 2) as n
    from reported_aggregates group by all""",
    "select sum(people) as n from reported_aggregates group by grouping sets ((citizenship), ())",
    """select a.people from reported_aggregates as a
    asof join reported_aggregates as b on a.people >= b.people""",
    """select people, rank() over w as r from reported_aggregates
    window w as (order by people) qualify lag(people) over w is null""",
    "select x.v from reported_aggregates as a, lateral (select a.people + 1 as v) as x",
    """select
        case when people between 1 and 5 then 'few' else 'many' end as a,
        if(people > 2, 1, 0) as b,
        coalesce(nullif(people, 0), 1)::varchar as c,
        date_trunc('month', current_date) + interval 1 day as d,
        extract(year from date '2020-01-01') as e,
        split_part(citizenship, 'R', 1) || citizenship[1:2] as f,
        {'a': people}.a + [people][1] + map {'k': people}['k'] as g,
        citizenship like 'F%' and people is distinct from 2 as h
    from reported_aggregates""",
    "select [x * 2 for x in [1, 2] if x > 1] as l, list_filter([1], lambda x: x > 0) as f",
    "with recursive r as (select 1 as i union all select i + 1 from r where i < 9) select i from r",
    "select name, value from reported_aggregates unpivot (value for name in (people))",
    """select u.item as i
    from (select list({'item': people}) as l from reported_aggregates) as t, unnest(t.l) as _(u)""",
    "select people from reported_aggregates where citizenship in ('FRA') except select 1",
    """select a.people from reported_aggregates as a
    anti join reported_aggregates as b on a.people < b.people using sample 3""",
    "select distinct on (citizenship) people, uuid() as u, now() as t from reported_aggregates",
]


@pytest.mark.parametrize("sql", HARMLESS)
def test_ordinary_statements_over_a_gate_have_no_finding(warehouse, sql):
    assert warehouse.publish(sql).trace().findings == []


def test_every_function_that_depends_on_more_than_its_arguments_was_looked_at():
    """A new version of DuckDB may bring new ones."""
    time_and_chance = set(
        "current_date get_current_time get_current_timestamp now today transaction_timestamp"
        " gen_random_uuid random setseed uuid uuidv4 uuidv7".split()
    )
    error_and_wait = {"error", "sleep_ms"}
    with duckdb.connect() as con:
        names = con.execute(
            "select distinct lower(function_name) from duckdb_functions() where internal and"
            " (stability <> 'CONSISTENT' or function_type = 'macro' and macro_definition ilike"
            " '%select%')"
        ).fetchall()
    depend = {name for (name,) in names} - time_and_chance - error_and_wait
    assert len(depend) > 15
    assert [name for name in sorted(depend) if not READS_ELSEWHERE.fullmatch(name)] == []


# --- Several models ----------------------------------------------------------------------------


def test_a_published_view_on_a_sensitive_table(warehouse):
    warehouse.publish("select citizenship as c from intakes", materialized="view")
    path = "leak.c < intakes.citizenship"
    assert warehouse.trace().findings == [
        Finding("leak", "c", path, "no gate before the seed intakes")
    ]


def test_of_a_gate_that_selects_no_value_may_leave(warehouse):
    """Which rows there are may depend on it; its values, and dashboards of it, are findings."""
    warehouse.gate("release_key", "select 'abc' as fingerprint, count(*) as people from intakes")
    key = "select fingerprint from release_key"
    warehouse.publish(f"select people from reported_aggregates where 'abc' = ({key})", "chosen")
    assert warehouse.trace().findings == []
    warehouse.publish("select fingerprint as mark from release_key", "marked")
    warehouse.publish("select * from release_key", "all_of_it")
    warehouse.exposures.append({"name": "board", "depends_on": ["model.shelter.release_key"]})
    reason = "no value of the gate release_key may leave"
    found = {(f.model, f.column_name): f.reason for f in warehouse.trace().findings}
    assert {each for each, why in found.items() if why == reason} == {
        ("marked", "mark"),
        ("all_of_it", "fingerprint"),
        ("all_of_it", "people"),
    }
    assert ("board", "*") in found


def test_a_column_with_four_names(warehouse):
    sources = "intakes as i, reported_aggregates as a"
    warehouse.node("step_1", f"select i.citizenship as c1, a.people from {sources}")
    warehouse.node("step_2", "select people, c1 as c2 from step_1")
    warehouse.node("step_3", 'select c2 as "C 3", people from step_2')
    warehouse.publish('select people, "C 3" as c from step_3')
    trace = warehouse.trace()
    steps = "step_3.{} < step_2.{} < step_1.{} < "
    assert [(f.column_name, f.path) for f in trace.findings] == [
        ("c", "leak.c < " + steps.format("C 3", "c2", "c1") + "intakes.citizenship")
    ]
    path = "leak.people < " + steps.format(*["people"] * 3) + "reported_aggregates.people"
    assert trace.lineage == [Path("leak", "people", path, "reported_aggregates", "k_anonymity")]


def test_a_struct_packed_in_one_model_and_unpacked_in_the_next(warehouse):
    warehouse.node("packed", "select {'c': citizenship, 'a': age} as s from intakes")
    warehouse.publish("select s.a as a from packed")
    assert warehouse.places() == {
        ("leak", "a", "leak.a < packed.s < intakes.age"),
        ("leak", "a", "leak.a < packed.s < intakes.citizenship"),
    }


def test_a_count_of_a_filtered_model(warehouse):
    warehouse.node("minors", "select citizenship from intakes where age < 18")
    warehouse.publish("select count(*) as n from minors")
    assert warehouse.places() == {("leak", "n", "leak.n < minors.* < intakes.*")}


def test_rows_chosen_by_a_column_of_another_model(warehouse):
    warehouse.node("renamed", "select citizenship as c from intakes")
    warehouse.publish(
        "select people from reported_aggregates where exists (from renamed where c = 'AND')"
    )
    assert warehouse.places() == {("leak", "*", "leak.* < renamed.c < intakes.citizenship")}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"language": "python"}, "step is written in python"),
        ({"materialized": "incremental"}, "step is materialized as incremental"),
        ({"materialized": "external"}, "step is materialized as external"),
        ({"hooks": 1}, "step has hooks, which may write anything"),
        ({"compiled_code": None}, "step has no raw or no compiled code"),
        ({"raw_code": None}, "step has no raw or no compiled code"),
        ({"raw_code": "{{ oops"}, "step has Jinja that can't be read"),
        ({"raw_code": "{{ oops() | nonsense }}"}, "step has Jinja that can't be read"),
        (
            {"raw_code": "select {{ run_query('from intakes').rows[0][0] }} as c"},
            "step is compiled with run_query, which may run queries",
        ),
        (
            {"raw_code": "{% call statement('s') %}from t{% endcall %}{{ load_result('s') }}"},
            "step is compiled with load_result, statement, which may run queries",
        ),
        (
            {"raw_code": "{% set ask = adapter %}{% do ask.execute('from intakes') %}select 1"},
            "step is compiled with adapter, which may run queries",
        ),
        (
            {"raw_code": "{{ ref.db_wrapper.execute('from intakes') }}"},
            "step has Jinja that does not just call ref, source or a macro",
        ),
        (
            {"raw_code": "{{ ref.db_wrapper.execute('from intakes') }}{{ ('' | trim)() }}"},
            "step has Jinja that does not just call ref, source or a macro",
        ),
        (
            {"raw_code": "{{ synthetic_showcase.publish.context['adapter'] }}"},
            "step has Jinja that does not just call ref, source or a macro",
        ),
        (
            {"raw_code": "{{ this }}{{ shelter.secret() }}"},
            "step is compiled with shelter, this, which may run queries",
        ),
        (
            {"raw_code": "select {{ graph.nodes | length }}"},
            "step is compiled with graph, which may run queries",
        ),
    ],
)
def test_a_model_on_the_way_that_cannot_be_followed(warehouse, fields, reason):
    sql = "select people from reported_aggregates"
    warehouse.node("step", sql, **fields)
    warehouse.publish("select people from step")
    trace = warehouse.trace(plans=False)
    assert trace.findings == [Finding("leak", "people", "leak.people < step.people", reason)]
    # Nothing is taken for a constant.
    assert {path.gate for path in trace.lineage} <= {"reported_aggregates"}


def test_jinja_that_runs_no_query(warehouse):
    raw_code = """{{ config(materialized='table') }}
    {%- set names = ['people'] -%}
    select {% for name in names %}{{ name ~ ', ' if not loop.last else name }}{% endfor %}
    from {{ ref('reported_aggregates') }} where '{{ target.name }}' <> '{{ var('x') | as_text }}'
    """
    warehouse.publish("select people from reported_aggregates", raw_code=raw_code)
    assert warehouse.trace().findings == []


def test_relations_that_a_macro_of_the_package_reads_while_it_compiles(warehouse):
    warehouse.node("columns", "select citizenship as column_name from intakes")
    sql = 'select people as "AND" from reported_aggregates'
    arguments = "ref('reported_aggregates'), ref('shelter', 'columns')"
    raw_code = "{{ synthetic_showcase.decode_records(" + arguments + ") }}"
    warehouse.publish(sql, raw_code=raw_code)
    assert warehouse.places() == {("leak", "*", "leak.* < columns.* < intakes.*")}


def test_a_reference_given_to_a_macro_of_the_package_has_to_be_written_out(warehouse):
    sql = "select people from reported_aggregates"
    references = ("ref(var('x'))", "ref('not a node')", "source('a', 'b')")
    for name, reference in zip("abc", references, strict=True):
        raw_code = "{{ synthetic_showcase.publish(" + reference + ") }}"
        warehouse.publish(sql, name=name, raw_code=raw_code)
    assert warehouse.reasons() == {f"{n} has a reference that is not written out" for n in "abc"}


@pytest.mark.parametrize("there", [True, False])
def test_an_ephemeral_model_is_looked_at_where_it_was_put(warehouse, there):
    if there:
        raw_code = "select {{ run_query('from intakes').rows[0][1] }} as age"
        fields = {"identifier": "Other", "materialized": "ephemeral", "raw_code": raw_code}
        warehouse.node("inner", "select 44 as age", **fields)
    cte = "with __dbt__cte__Other as (select 44 as age)"
    warehouse.publish(f"{cte} select age, people from __dbt__cte__Other, reported_aggregates")
    findings = warehouse.trace().findings
    if there:
        paths = [("leak.* < inner.*", "inner is compiled with run_query, which may run queries")]
    else:
        reason = "leak has an unknown ephemeral model, __dbt__cte__other"
        paths = [("leak.age", reason), ("leak.people", reason)]
    assert set(paths) <= {(f.path, f.reason) for f in findings}


def test_a_circle_of_models_ends(warehouse):
    warehouse.con.execute("create table a as select 1 as x; create table b as select 1 as x")
    warehouse.node("a", "select x from b", build=False)
    warehouse.node("b", "select x from a union all select age from intakes", build=False)
    warehouse.publish("select x from a")
    assert warehouse.places() == {("leak", "x", "leak.x < a.x < b.x < intakes.age")}


# --- Names -------------------------------------------------------------------------------------


def test_a_table_that_no_node_makes(warehouse):
    warehouse.con.execute("create schema other; create table other.Victims as from intakes")
    warehouse.publish("select age as c from Other.victims")
    (finding,) = warehouse.trace().findings
    assert (finding.column_name, finding.path) == ("c", "leak.c < other.Victims.age")
    assert finding.reason == "no gate before what no node makes"


def test_letters_beyond_ascii_have_a_case(warehouse):
    """In DuckDB É and é are two tables, unlike E and e."""
    warehouse.gate("reported_totals", "select 1 as n", identifier="É")
    warehouse.con.execute('create table "é" as select age as n from intakes')
    warehouse.publish('select n from "É"', name="fine")
    warehouse.publish('select n from "é"')
    assert warehouse.places() == {("leak", "n", "leak.n < main.é.n")}


@pytest.mark.parametrize("name", ["reported_aggregates", "main.reported_aggregates"])
def test_a_name_without_database_may_be_a_temporary_table(warehouse, name):
    warehouse.con.execute("create temp table reported_aggregates as select 44 as people")
    warehouse.publish(f"select people from {name}")
    assert f"leak names {name}, which may be several relations" in warehouse.reasons(plans=False)


def test_a_database_and_a_schema_of_one_name(warehouse):
    warehouse.con.execute("create schema twin; create table twin.t as from intakes")
    warehouse.con.execute("attach ':memory:' as twin; create table twin.main.t as select 1 as age")
    warehouse.publish("select age as c from twin.t", build=False)
    assert "leak names twin.t, which may be several relations" in warehouse.reasons()


def test_the_warehouse_has_to_have_the_columns_of_the_statement(warehouse):
    warehouse.node("step", "select people from reported_aggregates", build=False)
    warehouse.con.execute("create table step as select 1 as people, age from intakes")
    warehouse.publish("select age from step")
    (reason,) = warehouse.reasons()
    assert "the warehouse has other columns" in reason


def test_a_contract_may_put_columns_in_another_order(warehouse):
    sql = "select citizenship as a, 1 as b from reported_aggregates"
    warehouse.con.execute("create table step as select 1 as b, '' as a")
    warehouse.node("step", sql, build=False).publish("select b, a from step")
    assert [(p.column_name, p.path) for p in warehouse.trace().lineage] == [
        ("a", "leak.a < step.a < reported_aggregates.citizenship"),
        ("b", "leak.b < step.b < constant"),
    ]


def test_two_nodes_with_one_relation(warehouse):
    warehouse.gate("reported_totals", GATE, identifier="REPORTED_aggregates", build=False)
    warehouse.publish("select people from reported_aggregates")
    assert any("shares its relation with another node" in r for r in warehouse.reasons())
    sql = "select citizenship, age as people from intakes"
    warehouse.node("zz", sql, identifier="reported_aggregates", build=False)
    assert ("leak", "people", "leak.people < zz.people < intakes.age") in warehouse.places()


# --- Gates, sources, exposures -----------------------------------------------------------------

THIN = "{{ synthetic_showcase.report_totals(ref('records')) }}"
THIN_CODE = {
    THIN: True,
    f"-- a gate\n/* k */ {{# thin #}}\n{THIN}\n-- end": True,
    "{{ synthetic_showcase.report_totals(ref('a', 'b'), resolution=20) }}": True,
    "{{ synthetic_showcase.report_aggregates(source('a', 'b'), none) }}": True,
    "{{ synthetic_showcase.summarize_checks({'a': ref('a'), 'b': [ref('b', version=1)]}) }}": True,
    "{{ synthetic_showcase.decode_records(ref('records')) }}": False,
    "{{ shelter.report_totals(ref('records')) }}": False,
    "{{ report_totals(ref('records')) }}": False,
    "{{ synthetic_showcase.report_totals(ref('records')) | replace('10', '1') }}": False,
    "{{ synthetic_showcase.report_totals(ref('records')) ~ ' union all from raw' }}": False,
    "{{ synthetic_showcase.report_totals(ref(var('records'))) }}": False,
    "{{ synthetic_showcase.report_totals(target.name) }}": False,
    "{{ synthetic_showcase.report_totals(run_query('select 1')) }}": False,
    "{{ synthetic_showcase.report_totals(*[ref('records')]) }}": False,
    "{% set x = 1 %}" + THIN: False,
    "{% if true %}" + THIN + "{% endif %}": False,
    THIN + " union all from intakes": False,
    THIN + THIN: False,
    "select 1": False,
    "-- " + THIN: False,
    "/* " + THIN + " */ from intakes": False,
    "": False,
}


@pytest.mark.parametrize("raw_code", THIN_CODE)
def test_a_thin_gate_is_one_call_that_is_written_out(raw_code):
    assert is_thin(raw_code) == THIN_CODE[raw_code]


GATE_PROBLEMS = [
    ({}, None),
    ({"materialized": "reusable"}, None),
    ({"raw_code": "from intakes"}, "is not one call of a gate of the package"),
    ({"materialized": "view"}, "is no table"),
    ({"materialized": "incremental"}, "is materialized as incremental"),
    ({"hooks": 1}, "has hooks"),
    ({"language": "python"}, "is written in python"),
    ({"package_name": PACKAGE}, "is none of the package's gates"),
]


@pytest.mark.parametrize(("fields", "problem"), GATE_PROBLEMS)
def test_a_gate_of_a_project_is_thin_and_a_table(warehouse, fields, problem):
    warehouse.gate("totals", GATE, **{"package_name": "shelter", "raw_code": THIN} | fields)
    trace = warehouse.publish("select people from totals").trace(plans=False)
    if problem is None:
        path = "leak.people < totals.people"
        assert trace.lineage == [Path("leak", "people", path, "totals", "k_anonymity")]
        assert trace.findings == []
        return
    places = {(f.column_name, f.path) for f in trace.findings}
    assert ("people", "leak.people < totals.people") in places
    if fields.get("language") != "python":  # the walk goes on
        assert ("people", "leak.people < totals.people < intakes.*") in places
    reason = f"totals is marked as a gate, but {problem}"
    assert any(finding.reason.startswith(reason) for finding in trace.findings)


def test_a_model_that_could_be_a_gate_has_to_be_marked_as_one(warehouse):
    warehouse.gate("reported_totals", GATE, gate=None)
    warehouse.node("totals", GATE, raw_code=THIN)
    warehouse.seed("records", "select 1 as a")
    warehouse.publish("select a.people, b.people as p from reported_totals as a, totals as b")
    assert {("leak", "p", "leak.p < totals.people < intakes.*")} < warehouse.places()
    assert ("leak", "people", "leak.people < reported_totals.people < intakes.*") in (
        warehouse.places()
    )


@pytest.mark.parametrize("resource_type", ["seed", "source", "snapshot"])
def test_what_has_no_statement_is_no_gate(warehouse, resource_type):
    warehouse.node("given", "from intakes", resource_type=resource_type, gate="k_anonymity")
    warehouse.publish("select age from given")
    (finding,) = warehouse.trace().findings
    assert (finding.path, finding.reason) == (
        "leak.age < given.age",
        f"no gate before the {resource_type} given",
    )


def test_a_gate_of_a_project_is_made_from_steps_of_the_package(warehouse):
    """Else whoever writes a table with a support of 1,000 has a gate that opens."""

    def call(macro, *names):
        arguments = ", ".join(f"ref('{name}')" for name in names)
        return {
            "raw_code": "{{ " + f"{PACKAGE}.{macro}({arguments})" + " }}",
            "parents": [f"model.shelter.{name}" for name in names],
        }

    warehouse.nodes[0] |= {"sensitive": True}
    warehouse.node("records", GATE, **call("prepare_records", "intakes"))
    warehouse.node("counts", GATE, **call("count_combinations", "records"))
    fields = {"package_name": "shelter"}
    warehouse.gate("totals", GATE, **fields, **call("report_aggregates", "counts"))
    warehouse.node("forged", "select *, 1000 as support from intakes")
    warehouse.gate("opened", GATE, **fields, **call("report_aggregates", "forged"))
    warehouse.publish("select people from totals", name="fine")
    warehouse.publish("select people from opened")
    findings = warehouse.trace(plans=False).findings
    assert {finding.model for finding in findings} == {"leak"}
    reason = "opened is marked as a gate, but is made from forged, which no macro of the package"
    assert any(finding.reason.startswith(reason) for finding in findings)


def test_a_published_seed(warehouse):
    warehouse.seed("list", "select 1 as a, 2 as b", published=True)
    assert warehouse.places() == {("list", "a", "list.a"), ("list", "b", "list.b")}


def test_a_published_gate(warehouse):
    warehouse.gate("reported_totals", GATE, published=True)
    trace = warehouse.trace()
    assert trace.findings == []
    assert [(p.column_name, p.path, p.gate) for p in trace.lineage] == [
        ("citizenship", "reported_totals.citizenship", "reported_totals"),
        ("people", "reported_totals.people", "reported_totals"),
    ]


def test_an_exposure_shows_nothing_sensitive_that_is_not_published(warehouse):
    """What has nothing to do with the sensitive table is none of our business."""
    gated = {"sql": "select people from reported_aggregates"}
    warehouse.nodes[0] |= {"sensitive": True}
    warehouse.publish(**gated, name="fine")
    warehouse.node("protected", **gated, parents=["model.shelter.reported_aggregates"])
    warehouse.node("other", "select 1 as a")
    warehouse.node("derived", "select age from intakes", parents=["model.shelter.intakes"])
    names = ["fine", "protected", "other", "derived", "intakes"]
    warehouse.exposures = [
        {"name": "page", "depends_on": [f"model.shelter.{name}" for name in names]},
        {"name": "chart", "depends_on": ["metric.shelter.people"]},
    ]
    assert warehouse.places() == {
        ("page", "*", "exposure:page < intakes"),
        ("page", "*", "exposure:page < derived"),
        ("chart", "*", "exposure:chart < metric.shelter.people"),
    }


def test_what_is_sensitive_by_itself_is_so_whatever_it_is_made_from(warehouse):
    warehouse.node("people", "select 'constant' as name", sensitive=True)
    warehouse.publish("select name from people")
    assert warehouse.places() == {("leak", "name", "leak.name < people.name")}


def labelled(warehouse, sql, **fields):
    """A table of labels, and what publishes one that a macro of the package has looked up in it."""
    node = {"labels": True, "unique_id": "model.shelter.names"} | fields
    warehouse.node("names", sql, **node)
    raw_code = "{{ synthetic_showcase.describe_attributes(ref('reported_aggregates')) }}"
    parents = ["model.shelter.reported_aggregates", "model.shelter.names"]
    sql = "select 'Andorra' as label from reported_aggregates"
    warehouse.publish(sql, raw_code=raw_code, parents=parents)
    return warehouse.places()


@pytest.mark.parametrize("resource_type", ["seed", "source"])
def test_labels_are_public_by_what_names_their_table(warehouse, resource_type):
    """Whatever a macro of the package that reads it writes into the statement."""
    assert labelled(warehouse, "select 1 as a", resource_type=resource_type) == set()
    (path,) = [path for path in warehouse.trace().lineage if path.path.endswith(" names.*")]
    assert (path.path, path.gate) == ("leak.* < names.*", None)
    assert path.protection.startswith("public, because showcase_labels")


@pytest.mark.parametrize(
    ("sql", "fields", "end"),
    [
        ("select 1 as a", {"resource_type": "seed", "labels": False}, "names.*"),
        ("select 1 as a", {"resource_type": "seed", "sensitive": True}, "names.*"),
        ("select max(age) as label from intakes", {}, "names.* < intakes.*"),
        ("select label from nicks", {}, None),
        ("select label from nicks", {"labels": False}, "names.* < nicks.*"),
        ("from nicks union all select 'x' from intakes", {}, "names.* < intakes.*"),
        ("select 'a' as label", {"hooks": 1}, "names.*"),
    ],
)
def test_labels_must_not_come_from_what_is_sensitive(warehouse, sql, fields, end):
    warehouse.seed("nicks", "select 'Andy' as label")
    warehouse.nodes[0] |= {"sensitive": True}
    expected = {("leak", "*", f"leak.* < {end}")} if end else set()
    assert labelled(warehouse, sql, **fields) == expected


# --- Plans -------------------------------------------------------------------------------------

INTAKES = ("memory", "main", "intakes")

# What DuckDB's planner reads for a statement, with the optimizer off.
SCANS = {
    "from intakes": ({INTAKES}, set()),
    "select 1 from intakes where false and age > 1": ({INTAKES}, set()),
    "select 1 from (values (1)) where exists (from intakes)": ({INTAKES}, set()),
    "select (select max(age) from intakes)": ({INTAKES}, set()),
    "select case when true then 1 else (select max(age) from intakes) end": ({INTAKES}, set()),
    "select 1 limit (select max(age) from intakes)": ({INTAKES}, set()),
    "from watched": ({INTAKES}, set()),
    "from query_table('intakes')": ({INTAKES}, set()),
    "from query('from intakes')": ({INTAKES}, set()),
    "select secret()": ({INTAKES}, set()),
    "from secrets()": ({INTAKES}, set()),
    "from histogram('intakes', 'age')": ({INTAKES}, set()),
    "pivot intakes on citizenship using count(*)": ({INTAKES}, set()),
    "select u from unnest((select list(age) from intakes)) as t(u)": ({INTAKES}, set()),
    'from "we.ird"."a""b"': ({("memory", "we.ird", 'a"b')}, set()),
    "from temporary": ({("temp", "main", "temporary")}, set()),
    "from 'intakes.csv'": (set(), {"read_csv_auto"}),
    "from 'intakes.parquet'": (set(), {"parquet_scan"}),
    "from glob('*')": (set(), {"glob"}),
    "select name from duckdb_variables()": (set(), {"duckdb_variables"}),
    "from json_execute_serialized_sql(json_serialize_sql('from intakes'))": (
        set(),
        {"json_execute_serialized_sql"},
    ),
    "from (values (1)), range(2), generate_series(1, 2), unnest([1])": (set(), set()),
    "with recursive r as (select 1 as i union select i + 1 from r where i < 3) from r": (
        set(),
        set(),
    ),
    # What it does not show: what is folded into constants, or never reaches the result.
    "select getvariable('c')": (set(), set()),
    "with unused as (from intakes) select 1": (set(), set()),
}


@pytest.mark.parametrize("sql", SCANS)
def test_what_a_plan_shows(hostile, sql):
    hostile.con.execute("create view watched as from intakes")
    hostile.con.execute('create schema "we.ird"; create table "we.ird"."a""b" (x integer)')
    hostile.con.execute("create temp table temporary (x integer)")
    assert plan_scans(plan_of(hostile.con, sql)) == SCANS[sql]


def test_operators_that_are_not_known_count_as_scans():
    plan = [
        {"name": "REMOTE_SCAN", "children": [], "extra_info": {}},
        {"name": "X", "children": [], "extra_info": {"Table": "t", "Function": "OTHER_SCAN"}},
        {
            "name": "INOUT_FUNCTION",
            "children": [{"name": "DUMMY_SCAN", "children": [], "extra_info": {}}],
            "extra_info": {"Name": "summary"},
        },
    ]
    assert plan_scans(json.dumps(plan)) == (set(), {"remote_scan", "other_scan", "summary"})


def test_a_view_that_was_changed_after_it_was_built(warehouse):
    warehouse.node("step", "select people from reported_aggregates", materialized="view")
    warehouse.node("step_2", "from step", materialized="view").publish("select people from step_2")
    assert warehouse.trace().findings == []
    warehouse.con.execute("create or replace view step as select age as people from intakes")
    assert warehouse.places(plans=False) == set()
    assert warehouse.reasons() == {
        "leak makes DuckDB read memory.main.intakes, unseen by the lineage",
        "step_2 makes DuckDB read memory.main.intakes, unseen by the lineage",
    }


def test_a_view_that_reads_a_file_since(hostile):
    hostile.node("step", "select people from reported_aggregates", materialized="view")
    hostile.publish("select people from step")
    hostile.con.execute("create or replace view step as select age as people from 'intakes.csv'")
    assert "leak makes DuckDB read read_csv_auto, unseen by the lineage" in hostile.reasons()


def test_a_name_that_means_another_table_in_the_session(warehouse):
    warehouse.con.execute("create schema other")
    warehouse.con.execute("create table other.reported_aggregates as select 1 as people")
    warehouse.con.execute("set search_path = 'other'")
    warehouse.publish("select people from reported_aggregates", build=False)
    assert warehouse.places(plans=False) == set()
    assert warehouse.reasons() == {
        "leak makes DuckDB read memory.other.reported_aggregates, unseen by the lineage"
    }


def test_a_statement_without_a_plan_where_others_have_one(warehouse):
    warehouse.publish("select people from reported_aggregates", plan=None)
    assert warehouse.reasons() == {"leak has no plan, as others have"}


# --- Correct projects --------------------------------------------------------------------------

CHECKED = """checked as (
    select case when count(*) = 0 then error('nothing was checked')
        when sum(findings) = 0 then true
        else error('findings: ' || string_agg(check_name, ', ') filter (where findings > 0))
        end as passed
    from "memory"."main"."release_checks"
)"""
GATES = {
    "reported_attributes": "select 1 as attribute_id, 'Age é' as column_name, '9' as value",
    "reported_totals": "select floor(count(*) / 2) * 2 as reported_records from intakes",
    "sampled_records": "select 1 as synthetic_id, [1] as attribute_ids",
    "release_checks": "select 'rare' as check_name, count(*) as findings from intakes where false",
}
STEPS = {
    "synthesized_records": """with sampled_values as (
        select sampled.synthetic_id, attributes.column_name, attributes.value
        from (
            select synthetic_id, unnest(attribute_ids) as attribute_id
            from "memory"."main"."sampled_records"
        ) as sampled
        inner join "memory"."main"."reported_attributes" as attributes
            on sampled.attribute_id = attributes.attribute_id
    )
    select synthetic_id, max(value) filter (where column_name = 'Age é') as "Age é"
    from sampled_values
    group by synthetic_id""",
    "counts": """with listed as (
        select list(struct_pack(record_id := synthetic_id, attribute_ids := [1], records := 1))
            as records
        from "memory"."main"."synthesized_records"
    ),
    counted as (
        select showcase_count_combinations(listed.records, 1, 1) as combinations from listed
    )
    select combination.attribute_ids, combination.support
    from counted, unnest(counted.combinations) as _(combination)""",
}
RELEASE = {
    "records": f"""with {CHECKED},
    final as (
        select synthetic_id, "Age é" from "memory"."main"."synthesized_records"
        where (select checked.passed from checked)
    )
    select * from final order by synthetic_id""",
    "quality": f"""with {CHECKED},
    compared as (
        select totals.reported_records, coalesce(counts.support, 0) as synthetic_count
        from "memory"."main"."reported_totals" as totals
        left join "memory"."main"."counts" as counts on totals.reported_records = counts.support
        where (select checked.passed from checked)
    )
    select count(*) as combinations, avg(synthetic_count / reported_records) as ratio,
        'row_seeded' as mode, cast(null as double) as epsilon
    from compared
    group by all""",
}
BY_GATE = """
quality.* < release_checks.*
quality.combinations < reported_totals.*
quality.combinations < counts.* < synthesized_records.* < reported_attributes.*
quality.combinations < counts.* < synthesized_records.* < sampled_records.*
quality.epsilon < constant
quality.mode < constant
quality.ratio < reported_totals.reported_records
quality.ratio < counts.support < synthesized_records.synthetic_id < sampled_records.synthetic_id
records.* < release_checks.*
records.Age é < synthesized_records.Age é < reported_attributes.value
records.synthetic_id < synthesized_records.synthetic_id < sampled_records.synthetic_id
"""


def test_the_shapes_of_the_release_of_the_package(warehouse):
    register(warehouse.con, FUNCTIONS)
    for name, sql in GATES.items():
        warehouse.gate(name, sql)
    warehouse.con.execute("create table counts as select [1] as attribute_ids, 1 as support")
    for name, sql in STEPS.items():
        warehouse.node(name, sql, build=name != "counts", package_name=PACKAGE)
    for name, sql in RELEASE.items():
        warehouse.publish(sql, name, package_name=PACKAGE)
    trace = warehouse.trace()
    assert trace.findings == []
    assert {p.path for p in trace.lineage} == set(BY_GATE.strip().split("\n"))
    for path in trace.lineage:
        end = path.path.split(" < ")[-1].split(".")[0]
        assert (path.gate or "constant", path.protection) == (
            (end, "k_anonymity") if path.gate else (end, None)
        )


def test_a_model_of_the_package_is_no_gate_because_a_project_says_so(warehouse):
    warehouse.gate("input_records", "from intakes").publish("select age from input_records")
    assert ("leak", "age", "leak.age < input_records.age < intakes.age") in warehouse.places()


def test_the_order_of_the_input_changes_nothing(warehouse):
    warehouse.node("step", "from intakes")
    warehouse.publish("select age, count(*) as n from step group by all")
    project = warehouse.given()
    trace = lineage.trace(project)
    for part in ("nodes", "relations", "functions"):
        project[part].reverse()
    assert lineage.trace(project) == trace


def test_it_runs_inside_a_function_of_duckdb(warehouse):
    text = json.dumps(warehouse.publish("select age from intakes").given())

    def first_path(project):
        return lineage.trace(json.loads(project)).findings[0].path

    with duckdb.connect() as con:
        con.create_function("first_path", first_path, ["VARCHAR"], "VARCHAR")
        found = con.execute("select first_path(?)", [text]).fetchall()
    assert found == [("leak.age < intakes.age",)]


# --- Any chain of models -----------------------------------------------------------------------

# Statements over two relations with columns k and v that have the columns k and v.
FOLLOWED = [
    "select k, v from {a}",
    "from {a}",
    "select * replace (upper(v) as v) from {a}",
    "select v as k, v from {a} where length(v) = 1",
    "select k, v from {a} union all select k, v from {b}",
    "select x.k, y.v from {a} as x join {b} as y on x.k = y.k",
    "select x.k, x.v from {a} as x, {b} as y",
    "select x.k, x.v from {a} as x semi join {b} as y using (k)",
    "select coalesce(x.k, y.k) as k, y.v from {a} as x full join {b} as y on x.k = y.k",
    "select x.k, y.v from {a} as x asof join {b} as y on x.k >= y.k",
    "select k, (select max(v) from {b}) as v from {a}",
    "select k, (select max(y.v) from {b} as y where y.k = x.k) as v from {a} as x",
    "select k, v from {a} where k in (select k from {b})",
    "select k, v from {a} as x where exists (select 1 from {b} as y where y.k < x.k)",
    "select k, v from {a} order by k limit (select count(*) from {b} where length(v) = 1)",
    "select k, v from {a} qualify row_number() over (order by k) <= (select count(v) from {b})",
    "select count(*) as k, 'n' as v from {a}",
    "select row_number() over (order by v) as k, 'n' as v from {a}",
    "select max(k) as k, v from {a} group by v having count(*) < (select count(*) from {b})",
    "select k, first_value(v) over (order by k desc) as v from {a}",
    "with {b} as (from {a}) select k, v from {b}",
    "with x as (from {b}), {a} as (select 1 as k, 'c' as v) select k, v from x",
    "select x.k, x.v from {a} as x, (with {b} as (select 1 as k) from {b}) as y",
    "with recursive r as (select k, v from {a} union all select k, v || 'r' from r"
    " where length(v) < 4) from r",
    "select s.k, s.v from (select {{'k': k, 'v': v}} as s from {a})",
    "select u.k, u.v from (select list({{'k': k, 'v': v}}) as l from {a}), unnest(l) as _(u)",
    "select unnest(list(k)) as k, unnest([w for w in list(v)]) as v from {a}",
    "select k, list_transform([1], lambda i: v || i)[1] as v from {a}",
    "select x.k, z.v from {a} as x, lateral (select max(v) as v from {b} where k = x.k) as z",
    "select k, v from {a} except select k, v from {b}",
    "select count(*) filter (where k > (select min(k) from {b})) as k, any_value(v) as v from {a}",
    "select k, case when exists (from {b} where v = 'a') then 'yes' else 'no' end as v from {a}",
]
REFUSED = [
    "select k, v from {a} union by name select v, k from {b}",
    "with recursive {a} as (select k, v from {a} union all (select k, v from {a} where false))"
    " from {a}",
    "select k, y::varchar as v from {a}, {b} as y",
    "select k, v.lower() as v from {a}",
    "select #1 as k, #2 as v from {a}",
    "select columns('k|v') from {a}",
    "select k, v from query_table('{a}')",
    "select k, v from query('from {a}')",
    "select k, getvariable('secret') as v from {a}",
    "select k, $secret as v from {a}",
    "select k, whole() as v from {a}",
    "from rows() union all from {a}",
    "select k, strip_accents(v) as v from {a}",
]
SESSION = [
    "create or replace macro whole() as (select string_agg(v, ',' order by v) from raw)",
    "create or replace macro rows() as table from raw",
    "create or replace macro strip_accents(x) as (select max(v) from raw)",
    "set variable secret = (select string_agg(v, ',' order by v) from raw)",
]
CHANGES = [
    "update raw set v = 'b' where k = 1",
    "update raw set k = 7 where k = 2",
    "delete from raw where k = 2",
    "insert into raw values (1, 'a'), (8, 'n')",
]


def published_rows(con, models):
    """The rows of the last model after everything is built again."""
    for statement in SESSION:
        con.execute(statement)
    for name, kind, sql in models:
        con.execute(f"create or replace {kind} {name} as {sql}")
    return sorted(map(str, con.execute(f"from {models[-1][0]}").fetchall()))


def chain_of(links):
    """Models over the sensitive table, the gate and each other."""
    models, names = [], ["raw", "reported_totals"]
    for i, (shape, a, b, kind) in enumerate(links):
        sql = shape.format(a=names[a % len(names)], b=names[b % len(names)])
        models.append((f"step_{i}", kind, sql))
        names.append(f"step_{i}")
    return models


LINKS = st.tuples(
    st.sampled_from(FOLLOWED * 2 + REFUSED),
    st.integers(0, 11),
    st.integers(0, 11),
    st.sampled_from(["view", "table"]),
)


@settings(deadline=None, max_examples=40)
@given(links=st.lists(LINKS, min_size=1, max_size=3))
def test_where_a_result_depends_on_a_sensitive_value_there_is_a_finding(links):
    warehouse = Warehouse()
    con, models = warehouse.con, chain_of(links)
    warehouse.seed("raw", "select * from (values (1, 'a'), (2, 'b'), (3, 'c')) as t(k, v)")
    warehouse.gate("reported_totals", "select * from (values (1, 'a'), (2, 'g')) as t(k, v)")
    try:
        before = published_rows(con, models)
    except duckdb.Error:  # columns of other types, or a name that means nothing
        assume(False)
    changed = False
    for change in CHANGES:
        con.execute("begin")
        con.execute(change)
        try:
            changed = changed or published_rows(con, models) != before
        except duckdb.Error:
            changed = True
        con.execute("rollback")
    published_rows(con, models)
    for name, kind, sql in models:
        warehouse.node(name, sql, materialized=kind, build=False, raw_code="select 1")
    warehouse.nodes[-1]["published"] = True
    warehouse.functions = functions(con)
    found = warehouse.findings_of_both()
    con.close()
    if changed:
        assert all(found)
    refused = {shape for shape, *_ in links} & set(REFUSED)
    if not refused and not any("raw" in sql for _, _, sql in models):
        assert found == ([], [])
