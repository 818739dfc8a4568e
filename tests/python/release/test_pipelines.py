"""Several pipelines in one release: over different people, over the same, and with noise."""

import json
import re
import shutil
from itertools import combinations

import pytest
import yaml
from conftest import Consumer, Warehouse


def consumer(folder, claimants: str, **variables) -> Consumer:
    """The project of two sensitive tables, with other ids of the claimants, and more variables."""
    project = Consumer("consumer_project", folder)
    claims = project.folder / "models" / "benefit_claims.sql"
    claims.write_text(claims.read_text().replace("i as claimant_id", f"{claimants} as claimant_id"))
    path = project.folder / "dbt_project.yml"
    given = yaml.safe_load(path.read_text())
    given["vars"] |= {f"showcase_{name}": value for name, value in variables.items()}
    path.write_text(yaml.safe_dump(given))
    return project


def second_counts(project: Consumer) -> None:
    """A second gate of the same macro over the same people, and a model that publishes it."""
    models = project.folder / "models" / "claims"
    text = (models / "claims_reported_aggregates.sql").read_text()
    text = text.replace("reporting_length=2", "reporting_length=1")
    (models / "claims_second_aggregates.sql").write_text(text)
    (models / "published" / "claims_second.sql").write_text(
        "select selections, reported_count from {{ ref('claims_second_aggregates') }}"
    )
    check = (models / "claims_misreported_aggregates.sql").read_text()
    check = check.replace("claims_reported_aggregates", "claims_second_aggregates")
    (models / "claims_second_misreported.sql").write_text(check)
    checks = models / "claims_checks.sql"
    named = "    'claims_second_misreported': ref('claims_second_misreported'),\n})"
    checks.write_text(checks.read_text().replace("})", named))
    gate = {"name": "claims_second_aggregates", "config": {"meta": {"privacy_gate": True}}}
    (models / "_second.yml").write_text(yaml.safe_dump({"models": [gate]}))


def forgotten_k(project: Consumer) -> None:
    """The total alone with the k of the options."""
    total = project.folder / "models" / "claims" / "claims_reported_totals.sql"
    total.write_text(total.read_text().replace(", resolution=20", ""))


def test_pipelines_of_the_same_people_need_the_consent_of_a_second_release(tmp_path):
    """The claimants are 500 of the 600 who came in."""
    project = consumer(tmp_path, "' INTAKE ' || i")
    second_counts(project)
    build = project.dbt("build")
    assert build.code != 0
    pairs = build.output.split("may be, in ")[1].split("; whoever")[0]
    expected = {
        "claims_reported_aggregates and claims_second_aggregates",
        "claims_records and showcase_prepared_records",
    }
    assert {*pairs.split("; ")} == expected
    assert "showcase_allow_repeated_k_anonymity: true" in build.output
    assert project.published() == []

    # With the consent the log names them; here with one k of five that differs as well.
    forgotten_k(project)
    build = project.dbt("build", "--vars", "{showcase_allow_repeated_k_anonymity: true}")
    assert build.code == 0, build.output
    (warning,) = re.findall("people are the same in (.*); showcase_allow", build.output)
    others = ["reported_aggregates", "reported_attributes", "reported_columns", "sampled_records"]
    expected |= {
        " and ".join(sorted([f"claims_{name}", "claims_reported_totals"]))
        for name in [*others, "second_aggregates"]
    }
    assert {*warning.split("; ")} == expected
    assert project.published()


TABLES = {
    "ids": ("(select unnest(['1', 'b ', null]) as id, 'x' as town)", "id"),
    "ids as numbers": ("(select unnest([1.0, 2.0]) as person, 'y' as town)", "person"),
    "other ids": ("(select unnest(['11', 'c', null]) as id, 'x' as town)", "ID"),
    "rows": ("(select unnest(['x', 'z']) as Town, 7 as age)", None),
    "other rows": ("(select unnest(['y', null]) as town, 7 as age)", None),
    "another table": ("(select 1 as income)", None),
}
# Rows are compared in the columns that both have, and tables without one are taken for the same.
SAME = {
    ("ids", "ids as numbers"),
    ("ids", "rows"),
    ("other ids", "rows"),
    ("ids as numbers", "other rows"),
    *((name, "another table") for name in TABLES if name != "another table"),
}


def test_people_are_compared_by_ids_or_else_by_rows(tmp_path):
    warehouse = Warehouse(tmp_path)
    lines = [
        "{% do run_query('select ' ~ synthetic_showcase._keep('people of " + name + "', "
        "synthetic_showcase._text(tojson("
        + repr({"source": source, "subject_id": subject}).replace("None", "none")
        + ")))) %}"
        for name, (source, subject) in TABLES.items()
    ]

    def compared(one, other, *reads):
        readers = [
            {"unique_id": name, "package_name": "claims", "depends_on": {"nodes": [*nodes]}}
            for name, nodes in ((one, reads[:1]), (other, reads[1:]))
        ]
        given = ", ".join(map(repr, readers))
        return f"{{{{ synthetic_showcase._have_same_people({given}) | string | lower }}}},"

    pairs = list(combinations(TABLES, 2))
    lines += [compared(one, other) for one, other in pairs]
    # A table that is made from the other, as this model from that, may have copies of its people.
    made = ["showcase_attributes", "showcase_input_records"]
    made = [f"model.synthetic_showcase.{name}" for name in made]
    lines += [compared("ids", "other ids", *made), compared("ids", "other ids", *made[::-1])]
    inline = "\n".join(["{% if execute %}", *lines, "{% endif %}"])
    output = warehouse.dbt("--quiet", "compile", "--inline", inline).output
    found = json.loads("[" + output.strip().rstrip(",") + "]")
    assert found[-2:] == [True, True]
    assert {pair for pair, same in zip(pairs, found[:-2], strict=True) if same} == SAME


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("report_totals(ref('claims_records'))", "claims_gate is a privacy gate of k-anonymity"),
        (
            "identify_release(ref('claims_records'), ref('claims_records'), ref('claims_records'))",
            "the model claims_gate calls identify_release, but a release has one private pipeline",
        ),
    ],
)
def test_a_pipeline_beside_a_private_one_is_refused_before_any_work(call, said, tmp_path):
    project = consumer(tmp_path, "i", guarantee="differential_privacy", epsilon=1)
    path = project.folder / "dbt_project.yml"
    given = yaml.safe_load(path.read_text())
    for name in ("reporting_resolution", "generalize", "hierarchies"):
        del given["vars"][f"showcase_{name}"]
    del given["models"]["consumer"]["claims"]["published"]
    path.write_text(yaml.safe_dump(given))
    models = project.folder / "models" / "claims"
    records = (models / "claims_records.sql").read_text()
    shutil.rmtree(models)
    models.mkdir()
    (models / "claims_records.sql").write_text(records)
    (models / "claims_gate.sql").write_text(f"{{{{ synthetic_showcase.{call} }}}}")
    gate = {"name": "claims_gate", "config": {"meta": {"privacy_gate": "rounded down"}}}
    (models / "_claims.yml").write_text(yaml.safe_dump({"models": [gate]}))
    build = project.dbt("build")
    assert build.code != 0
    assert said in build.output
    assert "OK created" not in build.output
