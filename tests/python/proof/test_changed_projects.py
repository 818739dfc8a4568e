"""Changes of a correct project, at random: all but a few have to give a finding."""

import copy
import json
import random
from collections import Counter

import pytest
from conftest import Consumer

from synthetic_showcase.proof import lineage

pytestmark = pytest.mark.slow
TRIES, LEAST = 200, 195
RAW = '"sensitive"."demo"."intakes"'
INTAKES = "model.consumer_everyday.intakes"
# Writes what the proof is given into a file, in the process of dbt.
PLUGIN = """
import json
from dbt.adapters.duckdb.plugins import BasePlugin
from synthetic_showcase.proof import lineage

class Plugin(BasePlugin):
    def initialize(self, plugin_config):
        trace = lineage.trace

        def dumped(given):
            with open({path!r}, "w") as file:
                json.dump(given, file)
            return trace(given)

        lineage.trace = dumped
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """What the proof is given in a build of the everyday project; without plans, so that nothing
    but what is written has to show a change."""
    consumer = Consumer("consumer_project_everyday", tmp_path_factory.mktemp("everyday"))
    given = consumer.folder / "given.json"
    (consumer.folder / "dump_given.py").write_text(PLUGIN.format(path=str(given)))
    profile = consumer.folder / "profiles.yml"
    text = profile.read_text().replace("python_udfs]", "python_udfs, .]")
    profile.write_text(text + "        - module: dump_given\n")
    build = consumer.dbt("build")
    assert given.exists(), build.output
    read = json.loads(given.read_text())
    for node in read["nodes"]:
        node["plan"] = None
    return read


class Change:
    """A copy of the project, in which one published model, or what it is made from, is changed."""

    def __init__(self, project, random):
        self.random = random
        own = [n for n in project["nodes"] if n["published"] and is_own(n)]
        model = random.choice(own)["unique_id"]
        nodes = [n | {"published": n["unique_id"] == model} for n in project["nodes"]]
        self.given = project | {"nodes": nodes, "exposures": []}
        self.given["macros"] = copy.deepcopy(project["macros"])
        self.nodes = {node["unique_id"]: node for node in nodes}
        self.model, self.changed = self.nodes[model], model

    def before_a_gate(self):
        """A model between the sensitive table and a gate that the published model depends on."""
        walked = [self.model["unique_id"]]
        for each in walked:
            parents = self.nodes[each]["parents"] if each in self.nodes else []
            reads_raw = any("prepare_records" in macro for macro in self.nodes[each]["macros"])
            walked += [p for p in parents if p not in walked and p in self.nodes and not reads_raw]
        gates = [each for each in walked if self.nodes[each]["gate"]]
        if not gates:
            return None
        walked = [self.random.choice(gates)]
        for each in walked:
            if not any("prepare_records" in macro for macro in self.nodes[each]["macros"]):
                parents = self.nodes[each]["parents"]
                walked += [p for p in parents if p not in walked and p in self.nodes]
        models = [each for each in walked if self.nodes[each]["resource_type"] == "model"]
        self.changed = self.random.choice(models)
        return self.nodes[self.changed]

    def write(self, sql, by_ref=True):
        """Give the published model another statement."""
        self.model["compiled_code"] = sql
        if by_ref:
            self.model["parents"] = [*self.model["parents"], INTAKES]
        return True

    def ask(self, query, by_ref=True):
        """Let Jinja of the published model run a query."""
        self.model["queries"] = [*self.model["queries"], query]
        if by_ref:
            self.model["parents"] = [*self.model["parents"], INTAKES]
        return True


def is_own(node):
    return node["package_name"] == "consumer_everyday" and node["resource_type"] == "model"


def swap_source(change, by_ref=True):
    nodes = change.nodes
    names = {
        f'"{nodes[each]["database"]}"."{nodes[each]["schema"]}"."{nodes[each]["identifier"]}"'
        for each in change.model["parents"]
    }
    found = sorted(name for name in names if name in change.model["compiled_code"])
    if not found:
        return False
    sql = change.model["compiled_code"].replace(change.random.choice(found), RAW)
    return change.write(sql, by_ref)


def swap_source_by_hand(change):
    return swap_source(change, by_ref=False)


def swap_source_and_mark_as_gate(change):
    change.model["gate"] = True
    return swap_source(change)


def around(text):
    """A change that puts something around the statement."""
    return lambda change: change.write(text.format(change.model["compiled_code"].rstrip("; \n")))


def asks(query, by_ref=True):
    return lambda change: change.ask(query, by_ref)


def sets(**fields):
    def change_model(change):
        change.model.update(fields)
        return True

    return change_model


def sets_before_a_gate(**fields):
    def change_before(change):
        if (node := change.before_a_gate()) is None:
            return False
        node.update(fields)
        return True

    return change_before


def adds_jinja(text):
    def change_model(change):
        change.model["raw_code"] += text
        return True

    return change_model


def replaces_before_a_gate(change):
    node = change.before_a_gate()
    if node is None or any("prepare_records" in macro for macro in node["macros"]):
        return False  # what the first model makes is sensitive, whoever made it
    node.update(package_name="consumer_everyday", raw_code="select 1000 as support", macros=[])
    return True


def changes_gate(before, after):
    """A change of the project's own gate."""

    def change_gate(change):
        change.model["published"] = False
        change.model = change.nodes["model.consumer_everyday.people_in_all"]
        change.model["published"] = True
        gate = change.nodes["model.consumer_everyday.own_totals"]
        assert before in gate["raw_code"]
        gate["raw_code"] = gate["raw_code"].replace(before, after)
        return True

    return change_gate


def unmarks_gate(change):
    node = change.before_a_gate()
    if node is None or not node["gate"]:
        return False
    node["gate"] = None
    return True


def changes_macro(change):
    macros = change.given["macros"]
    called = [macro for macro in change.model["macros"] if macro in macros]
    for macro in called[:1]:
        macros[macro]["sql"] += "{{ adapter.connections }}"
    return bool(called)


def takes_back_what_is_public(change):
    read = [n for n in map(change.nodes.get, change.model["parents"]) if n and n["declared"]]
    for seed in read[:1]:
        seed.update(
            change.random.choice([{"declared": False}, {"hooks": ["x"]}, {"sensitive": True}])
        )
    return bool(read)


def writes_into_what_is_published(change):
    writer = change.random.choice([n for n in change.given["nodes"] if is_own(n)])
    if writer is change.model or writer["queries"] is None:
        return False
    target = (
        f'"{change.model["database"]}"."{change.model["schema"]}"."{change.model["identifier"]}"'
    )
    writer["queries"] = [*writer["queries"], f"insert into {target} select 1 from {RAW}"]
    return True


def shares_relation(change):
    other = {"unique_id": "model.consumer_everyday.other", "name": "other", "published": False}
    change.given["nodes"].append(change.model | other)
    return True


def shows_sensitive(change):
    change.given["exposures"] = [{"name": "page", "depends_on": [INTAKES]}]
    return True


CHANGES = {
    "source": swap_source,
    "source by hand": swap_source_by_hand,
    "source of a marked gate": swap_source_and_mark_as_gate,
    "filter": around(f"select * from ({{}}) as t where exists (from {RAW} where region = 'North')"),
    "limit": around(f"select * from ({{}}) as t limit (select count(*) from {RAW})"),
    "order": around(f"select * from ({{}}) as t order by (select max(gender) from {RAW}) limit 1"),
    "join": around(f"select t.* from ({{}}) as t semi join {RAW} as r on r.region = 'North'"),
    "column": around(f"select t.*, (select max(intake_id) from {RAW}) as more from ({{}}) as t"),
    "value": around(f"select * from ({{}}) as t union all by name select region from {RAW}"),
    "cte": around(f"with raw as (from {RAW}) select t.* from ({{}}) as t, raw"),
    "variable": around("select *, getvariable('x') as more from ({}) as t"),
    "type": around("select *, typeof(t) as more from ({}) as t"),
    "file": around("select t.* from ({}) as t, 'intakes.csv'"),
    "function": around("select t.* from ({}) as t, query('from intakes')"),
    "query": asks(f"select max(intake_id) from {RAW}"),
    "query by hand": asks(f"select max(intake_id) from {RAW}", by_ref=False),
    "query with a comment": asks(f"select 1 -- one\n union select count(*) from {RAW}"),
    "query of the catalog": asks("select name from duckdb_variables()", by_ref=False),
    "statement": asks(f"create or replace table kept as from {RAW}", by_ref=False),
    "unseen": sets(queries=None),
    "hook": sets(hooks=["set variable x = 1"]),
    "language": sets(language="python"),
    "materialization": sets(materialized="external"),
    "old rows": sets(materialized="incremental", queries=["insert into kept select 1"]),
    "private macro": adds_jinja("{{ synthetic_showcase._text('x') }}"),
    "adapter": adds_jinja("{{ adapter.connections }}"),
    "context": adds_jinja("{{ context['adapter'] }}"),
    "macro": changes_macro,
    "public": takes_back_what_is_public,
    "hook before a gate": sets_before_a_gate(hooks=["update counts set support = 1000"]),
    "language before a gate": sets_before_a_gate(language="python"),
    "model before a gate": replaces_before_a_gate,
    "mark of a gate": unmarks_gate,
    "resolution": changes_gate("resolution=10", "resolution=2"),
    "text of a gate": changes_gate("ref('own_records')", "'(from raw)'"),
    "filter of a gate": changes_gate(") }}", ") | replace('10', '1') }}"),
    "relation": shares_relation,
    "write": writes_into_what_is_published,
    "exposure": shows_sensitive,
}


def test_changes_at_random_give_findings(project):
    assert lineage.trace(project).findings == []
    chance, tried, survivors = random.Random(20260801), Counter(), []
    while tried.total() < TRIES:
        name = chance.choice(list(CHANGES))
        change = Change(project, chance)
        while not CHANGES[name](change):  # not every model has what is to be changed
            change = Change(project, chance)
        tried[name] += 1
        if not lineage.trace(change.given).findings:
            survivors.append((name, change.model["name"], change.changed))
    print(f"{len(survivors)} of {TRIES} changes are no finding: {survivors}")
    assert set(tried) == set(CHANGES)
    assert TRIES - len(survivors) >= LEAST, survivors
