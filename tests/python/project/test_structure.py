"""What keeps the parts of the package where they belong; `make lint` runs it too."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from synthetic_showcase.proof.gates import GATE_MODELS, KEPT_GATE_MODELS
from synthetic_showcase.proof.templates import GATE_MACROS, STEP_MACROS

TESTS = ROOT / "tests" / "python"
PACKAGE = ROOT / "python_udfs" / "synthetic_showcase"
MACROS = {path.stem: path for path in (ROOT / "macros").rglob("*.sql")}
MODELS = {path.stem: path for path in (ROOT / "models").rglob("*.sql")}
# A folder imports from those that stand before its own line, and from itself.
FLOORS = """
engine
core
input options proof synthesis
checks release differential_privacy
functions
plugin
"""
# The same rooms hold models, macros and Python where they have any; these hold macros alone.
ROOMS = set(
    "input counting aggregates synthesis differential_privacy checks governance release".split()
)
ONLY_MACROS = {"sql", "options", "setup"}
# What a gate of another project may be made from stands in these rooms. The rest of them compares
# tables, judges, or belongs to differential privacy.
STEP_ROOMS = ("input", "counting", "aggregates", "synthesis", "checks")
NO_STEPS = set(
    "input_source hierarchy_sources report_private_attributes report_private_totals"
    " report_private_aggregates fit_records judge_release empty_snapshots compare_combinations"
    " evaluate evaluate_columns find_erased_groups list_largest_changes"
    " showcase_readiness showcase_withdraw_release".split()
)


def imports() -> list[tuple[str, str, list[str]]]:
    """Importing module, imported module and names, all from the package's root."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not node.level:
                continue
            folder = parts[: len(parts) - node.level]
            target = (*folder, *(node.module.split(".") if node.module else ()))
            names = [each.name for each in node.names]
            whole = PACKAGE.joinpath(*target)
            for name in names if whole.is_dir() else [None]:
                to = (*target, name) if name else target
                found.append((".".join(parts), ".".join(to), [] if name else names))
    assert len(found) > 50
    return found


def test_no_module_imports_from_a_floor_above():
    floor = {room: i for i, line in enumerate(FLOORS.split("\n")) for room in line.split()}
    upward = [
        (user, used)
        for user, used, _ in imports()
        if (a := user.split(".")[0]) != (b := used.split(".")[0]) and not floor[a] > floor[b]
    ]
    assert upward == []


def test_no_circle_of_imports():
    uses: dict[str, set[str]] = {}
    for user, used, _ in imports():
        uses.setdefault(user, set()).add(used)

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        stack = [start]
        while stack:
            for used in uses.get(stack.pop(), set()) - seen:
                seen.add(used)
                stack.append(used)
        return seen

    assert [module for module in uses if module in reached(module)] == []


def test_no_module_imports_a_private_name():
    assert [found for found in imports() if any(name.startswith("_") for name in found[2])] == []


def test_models_and_macros_stand_in_the_same_rooms():
    models = {path.relative_to(ROOT / "models").parts[0] for path in MODELS.values()}
    macros = {path.relative_to(ROOT / "macros").parts[0] for path in MACROS.values()}
    assert models == ROOMS and macros == ROOMS | ONLY_MACROS


def test_tests_stand_in_the_rooms_of_what_they_test():
    tests = {path.relative_to(TESTS).parts[0] for path in TESTS.rglob("test_*.py")}
    python = {path.name for path in PACKAGE.iterdir() if list(path.glob("*.py"))}
    assert tests <= ROOMS | ONLY_MACROS | python | {"project"}


def test_a_file_defines_one_public_macro_with_a_description():
    for stem, path in MACROS.items():
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"{%-? (?:macro|materialization) (\w+)[(,]", text)
        names = {re.sub(r"^(default|duckdb|spark)__", "", name) for name in names}
        assert names == {stem}, path
        assert text.startswith("{#-"), f"{path.name} has no description"


def test_every_model_has_the_prefix_of_the_package_and_a_description():
    assert [name for name in MODELS if not name.startswith("showcase_")] == []
    described = {
        model["name"]: model.get("description")
        for path in (ROOT / "models").rglob("*.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
    }
    assert set(described) == set(MODELS) and all(described.values())


def test_what_there_is_for_one_guarantee_alone_is_said_in_its_sql():
    for path in (ROOT / "models").rglob("*.yml"):
        assert "enabled:" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("name", sorted(GATE_MODELS | KEPT_GATE_MODELS))
def test_a_gate_is_a_model_that_says_what_it_protects(name):
    text = (MODELS[name].parent / f"_{MODELS[name].parent.name}.yml").read_text(encoding="utf-8")
    (model,) = [each for each in yaml.safe_load(text)["models"] if each["name"] == name]
    assert model["config"]["meta"]["privacy_gate"] and "privacy_gate" in model["config"]["tags"]


def test_every_model_that_says_so_is_a_gate():
    said = {
        model["name"]
        for path in (ROOT / "models").rglob("*.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
        if "privacy_gate" in model.get("config", {}).get("meta", {})
    }
    assert said == GATE_MODELS | KEPT_GATE_MODELS


def test_the_steps_that_the_proof_knows_are_the_macros_that_there_are():
    def is_step(path: Path) -> bool:
        room = path.relative_to(ROOT / "macros").parts[0]
        return room in STEP_ROOMS and not path.stem.startswith("_") and path.stem not in NO_STEPS

    assert {stem for stem, path in MACROS.items() if is_step(path)} == STEP_MACROS
    assert GATE_MACROS <= STEP_MACROS and set(MACROS) >= NO_STEPS


def test_the_gates_that_are_compared_are_those_that_the_proof_knows():
    """All but the verdict, which counts nobody."""
    text = MACROS["_counting_gates"].read_text(encoding="utf-8")
    assert set(re.findall(r"'(\w+)'", text)) == GATE_MACROS - {"summarize_checks"}
