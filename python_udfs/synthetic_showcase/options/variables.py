"""Finds variables of a dbt project that are meant for the package but don't reach its models.

dbt ignores a variable that no model reads, and passes to a package only those that stand directly
under `vars:` or under the name of the package. So without this check, a misspelled or misplaced
option would silently leave the default in force.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

PACKAGE = "synthetic_showcase"
PREFIX = "showcase"
# The files that dbt reads variables from; it refuses a project that has variables in both.
FILES = ("dbt_project.yml", "vars.yml")
MISSING = object()


def showcase_check_variables(folder: str, given: str) -> str:
    """SQL: (folder of the root project, JSON) -> the first problem with its variables, or empty.

    The JSON: {project: its name, options: [names without prefix], renamed: {old name: new name},
    in_command: [names of variables given with --vars], has_models: whether models of the package
    read the variables}.
    """
    facts = json.loads(given)
    for name in FILES:
        path = Path(folder) / name
        if path.is_file():
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            content = content if isinstance(content, Mapping) else {}
            found = check(content.get("vars") or {}, **facts)
            outside = [each for each in content if _is_meant_for_us(str(each))]
            if outside and not set(outside) <= set(facts["in_command"]):
                found = f"{outside[0]} stands outside vars:, where dbt does not see it"
            if found:
                return f"{name}: {found}"
    return ""


def check(
    variables: Mapping[str, Any],
    project: str,
    options: list[str],
    renamed: dict[str, str],
    in_command: list[str],
    has_models: bool,
) -> str:
    """The first problem with the variables of one file, as a sentence; empty if there is none.

    `variables`: everything under `vars:`, scopes included. Values are compared, but never shown.
    """
    known = {f"{PREFIX}_{option}" for option in options}
    heard = {**variables, **(variables.get(PACKAGE) or {})}
    for scope, name, value in _by_scope(variables, project):
        where = f"vars: {scope}: {name}" if scope else f"vars: {name}"
        if name not in known and (_is_meant_for_us(name) or scope == PACKAGE):
            new = renamed.get(name.removeprefix(f"{PREFIX}_"))
            instead = f"it is called {PREFIX}_{new} now" if new else _allowed(name, known)
            return f"{where} is no option of {PACKAGE}; {instead}"
        is_heard = (
            scope in (None, PACKAGE) or name in in_command or heard.get(name, MISSING) == value
        )
        if name in known and has_models and not is_heard:
            return (
                f"{where} is not seen by the models of {PACKAGE}; put it under vars: directly, or"
                f" under vars: {PACKAGE}"
            )
    return ""


def _by_scope(variables: Mapping[str, Any], project: str) -> Iterator[tuple[str | None, str, Any]]:
    """Scope (None for all packages), name and value of each variable."""
    for name, value in variables.items():
        # A mapping is either a scope or the value of an option. One with the name of the project is
        # always a scope.
        if isinstance(value, Mapping) and (name == project or not _is_meant_for_us(name)):
            yield from ((name, inner, each) for inner, each in value.items())
        else:
            yield None, name, value


def _is_meant_for_us(name: str) -> bool:
    return name.lower().replace("-", "_").startswith(PREFIX)


def _allowed(name: str, known: set[str]) -> str:
    """Names the option that was probably meant, or else all options."""
    spelled = name.lower().replace("-", "_")
    meant = spelled if spelled.startswith(PREFIX) else f"{PREFIX}_{spelled}"
    close = difflib.get_close_matches(meant, sorted(known), n=1, cutoff=0.75)
    return f"did you mean {close[0]}?" if close else f"options: {', '.join(sorted(known))}"
