"""What is said in a dbt project is heard by the package, or the build stops."""

import json

import pytest
import yaml
from conftest import Consumer, Warehouse

from synthetic_showcase.options.variables import check, showcase_check_variables

OPTIONS = ["input_model", "reporting_resolution", "bands"]


def checked(variables, has_models=True, in_command=()):
    renamed = {"spans": "bands"}
    return check(variables, "showcase_of_ministry", OPTIONS, renamed, list(in_command), has_models)


MEANT = "did you mean showcase_reporting_resolution?"
UNHEARD = {
    "misspelled": (
        {"showcase_reporting_resolutoin": 25},
        "vars: showcase_reporting_resolutoin",
        MEANT,
    ),
    "in capitals": ({"Showcase_Reporting_Resolution": 25}, "vars: Showcase_", MEANT),
    "with a hyphen": ({"showcase-reporting-resolution": 25}, "vars: showcase-", MEANT),
    "a mapping": ({"showcase_band": {"age": [0]}}, "vars: showcase_band is no", "showcase_bands"),
    "in our scope": (
        {"synthetic_showcase": {"showcase_reporting_resolutoin": 25}},
        "vars: synthetic_showcase: showcase_reporting_resolutoin",
        MEANT,
    ),
    "without prefix": (
        {"synthetic_showcase": {"reporting_resolution": 25}},
        "vars: synthetic_showcase: reporting_resolution is no option",
        MEANT,
    ),
    "in another scope, misspelled": (
        {"ministry": {"showcase_resolution": 25}},
        "vars: ministry: showcase_resolution",
        MEANT,
    ),
    "in the scope of the project": (
        {"ministry": {"showcase_reporting_resolution": 25}},
        "vars: ministry: showcase_reporting_resolution is not seen by the models",
        "under vars: synthetic_showcase",
    ),
    "another value in the scope of the project": (
        {"showcase_reporting_resolution": 10, "ministry": {"showcase_reporting_resolution": 25}},
        "vars: ministry: showcase_reporting_resolution is not seen",
        "put it under vars: directly",
    ),
    "in a misspelled scope": (
        {"synthetic_showcse": {"showcase_input_model": "x"}},
        "vars: synthetic_showcse: showcase_input_model is not seen",
        "",
    ),
    "by its old name": (
        {"ministry": {"showcase_spans": {"age": [25]}}},
        "vars: ministry: showcase_spans is no option of synthetic_showcase",
        "it is called showcase_bands now",
    ),
    "like nothing": (
        {"showcase_zzz": 1},
        "vars: showcase_zzz",
        "options: showcase_bands, showcase_i",
    ),
}


@pytest.mark.parametrize("case", UNHEARD)
def test_what_is_not_heard_is_said(case):
    variables, where, advice = UNHEARD[case]
    found = checked(variables)
    assert where in found and advice in found
    assert "25" not in found


def test_what_is_heard_passes():
    same = {"showcase_reporting_resolution": 25}
    for variables in (
        {},
        {**same, "showcase_bands": {"age": [0, 18]}, "start_date": "2020-01-01"},
        {"synthetic_showcase": same, "ministry": {**same, "their_own": {"a": 1}}},
        {**same, "ministry": same},
        {"showcase_of_ministry": {"their_own": 1}},
        {"synthetic_showcase": None, "another_package": {"window": 3}},
    ):
        assert checked(variables) == ""
    own = {"ministry": same}
    assert checked(own)
    # Of models of its own alone that call public macros, or with the last word in the command.
    assert checked(own, has_models=False) == ""
    assert checked(own, in_command=["showcase_reporting_resolution"]) == ""


@pytest.mark.parametrize("name", ["dbt_project.yml", "vars.yml"])
def test_both_files_of_variables_are_read(name, tmp_path):
    variables = {"vars": {"showcase_reporting_resolutoin": 25}}
    given = {
        "project": "ministry",
        "options": OPTIONS,
        "renamed": {},
        "in_command": [],
        "has_models": True,
    }
    facts = json.dumps(given)
    assert showcase_check_variables(str(tmp_path), facts) == ""
    (tmp_path / name).write_text(yaml.safe_dump(variables))
    assert showcase_check_variables(str(tmp_path), facts).startswith(f"{name}: vars: showcase_rep")
    # Outside of `vars:` dbt reads none.
    (tmp_path / name).write_text("showcase_reporting_resolution: 25\n")
    found = showcase_check_variables(str(tmp_path), facts)
    assert found.startswith(f"{name}: showcase_reporting_resolution stands outside vars:")
    facts = facts.replace("[]", '["showcase_reporting_resolution"]')
    assert showcase_check_variables(str(tmp_path), facts) == ""


def test_a_misspelled_variable_of_the_project_stops_a_build(warehouse: Warehouse):
    text = (warehouse.project / "dbt_project.yml").read_text()
    misspelled = f"{text}\nvars:\n  showcase_reporting_resolutoin: 25\n"
    build = warehouse.project_with("dbt_project.yml", misspelled).dbt("build")
    assert build.code != 0
    assert "dbt_project.yml: vars: showcase_reporting_resolutoin is no option" in build.output
    assert MEANT in build.output
    assert "OK created" not in build.output, "refused before any work"


def test_the_example_is_not_published_in_somebody_elses_name(tmp_path):
    """With the variables where the package does not see them, or with none."""
    project = Consumer("consumer_project", tmp_path)
    path = project.folder / "dbt_project.yml"
    given = yaml.safe_load(path.read_text())
    del given["vars"]
    path.write_text(yaml.safe_dump(given))
    build = project.dbt("build")
    assert build.code != 0
    assert "showcase_input_model must be the model, seed or source" in build.output
    assert "OK " not in build.output, "refused before any work"
    assert project.published() == []
