"""What the README says of the options, and what the macros do."""

import json
import re

from conftest import ROOT


def test_the_readme_lists_every_option_with_its_default(warehouse):
    done = warehouse.dbt(
        "--quiet", "compile", "--inline", "{{ tojson(synthetic_showcase.showcase_defaults()) }}"
    )
    defaults = json.loads(done.output)
    rows = re.findall(r"^\| `showcase_(\w+)` \|([^|]*)\|", (ROOT / "README.md").read_text(), re.M)
    shown = {name: value.strip(" `") for name, value in rows}
    assert shown == {
        name: "" if value is None else value if isinstance(value, str) else json.dumps(value)
        for name, value in defaults.items()
    }


def test_every_public_macro_says_what_it_is_for():
    for path in (ROOT / "macros").rglob("*.sql"):
        text = path.read_text()
        assert text.startswith("{#-"), f"{path.name} has no description"
        if not path.name.startswith("_") and "relation" in text.split("#}")[0]:
            assert "Returns SQL" in text and "Argument" in text, path.name
        names = re.findall(r"{%-? (?:macro|materialization) (\w+)[(,]", text)
        assert {re.sub(r"^(default|duckdb|spark)__", "", name) for name in names} == {path.stem}
