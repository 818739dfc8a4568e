"""The docs have what the code has: what `make docs` looks at before it builds, without building."""

import re
import shutil
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import make_docs


@pytest.fixture
def project(tmp_path):
    """What the docs are made from, to be changed."""
    ignored = shutil.ignore_patterns("__pycache__", "page_files")
    for folder in ("docs", "macros", "models", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for file in [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("requirements*.txt")]:
        shutil.copy(file, tmp_path / file.name)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def _change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_everything_is_documented_and_no_link_is_dead():
    assert make_docs.find_gaps() == []


def test_projects_that_use_the_package_publish_nothing_by_default():
    """The options are rendered as in a project of another name."""
    assert make_docs.read_options()["publish"]["default"] is False


def test_the_pages_have_every_option_table_and_macro(project):
    make_docs.gather(project)
    pages = project / "target" / "docs_source" / "reference"
    options = (pages / "options.md").read_text()
    assert all(f"\n## showcase_{name}\n" in options for name in make_docs.read_options())
    assert "## aggregates\n" in (pages / "published-tables.md").read_text()
    assert "### count_combinations\n" in (pages / "macros.md").read_text()
    identifiers = (pages / "identifiers.md").read_text()
    kinds = make_docs._render(make_docs.ROOT, "_identifying_kinds")
    assert len(kinds) > 10
    for kind in kinds:
        words = [*kind["words"], *kind.get("whole", []), *kind.get("persons", [])]
        assert f"\n## {kind['kind']}\n" in identifiers and all(
            f"`{w}`" in identifiers for w in words
        )
    decisions = (project / "target" / "docs_source" / "decisions" / "index.md").read_text()
    assert decisions.count("\n1") + decisions.count("\n2") > 2 and "0022-" in decisions


def test_an_option_without_a_description_is_a_gap(project):
    path = next((project / "macros").rglob("showcase_options.sql"))
    _change(path, "'description':", "'note':")
    (gap,) = make_docs.find_gaps(project)
    assert re.fullmatch(r"option showcase_\w+ has no description", gap)


def test_an_option_that_does_not_exist_is_a_gap(project):
    _change(project / "README.md", "showcase_subject_id", "showcase_subjekt")
    assert make_docs.find_gaps(project) == [
        "README.md names showcase_subjekt, which does not exist"
    ]


def test_a_check_without_an_entry_is_a_gap_and_the_other_way_round(project):
    _change(project / "docs/reference/checks.md", "### leaked_combinations", "### leaking_records")
    assert make_docs.find_gaps(project) == [
        "check leaked_combinations has no heading in docs/reference/checks.md",
        "docs/reference/checks.md describes leaking_records, which is no check",
    ]


def test_a_check_without_a_remedy_is_a_gap(project):
    _change(project / "docs/reference/checks.md", "**How to remediate.**", "**Remedy.**")
    (gap,) = make_docs.find_gaps(project)
    assert "says nothing under 'How to remediate'" in gap


def test_a_published_table_without_a_description_is_a_gap(project):
    (project / "models/release/cases.sql").write_text("select 1 as a")
    assert make_docs.find_gaps(project) == [
        "published table cases has no entry in models/release",
    ]


def test_a_public_macro_without_an_entry_is_a_gap(project):
    (project / "macros/input/read_table.sql").write_text(
        "{#- Reads. -#}\n{% macro read_table(a, b=none) %}{% endmacro %}\n"
    )
    assert make_docs.find_gaps(project) == [
        "macro read_table has no entry in macros/input/_macros.yml"
    ]


def test_other_arguments_than_the_signature_has_are_a_gap(project):
    path = next((project / "macros").rglob("list_attributes.sql"))
    _change(path, "list_attributes(records)", "list_attributes(records, seed=none)")
    (gap,) = make_docs.find_gaps(project)
    assert gap.endswith("has the arguments ['records'], and its signature ['records', 'seed']")


def test_a_dead_link_of_the_readme_is_a_gap(project):
    _change(project / "README.md", "(docs/guides/your-data.md)", "(docs/guides/data.md)")
    _change(project / "README.md", "(docs/guides/spark.md)", "(docs/guides/spark.md#nowhere)")
    assert [gap.split(" links to ")[1] for gap in make_docs.find_gaps(project)] == [
        "docs/guides/data.md, which is not there",
        "docs/guides/spark.md#nowhere, and there is no such heading",
    ]


def test_requests_to_other_machines_and_dead_anchors_are_found_in_the_built_pages(tmp_path):
    (tmp_path / "index.html").write_text(
        '<script src="https://example.org/a.js"></script><h1 id="top">x</h1>'
        '<a href="index.html#top">a</a><a href="#gone">b</a><a href="no.html">c</a>'
    )
    (tmp_path / "a.css").write_text("a{background:url(//example.org/a.png)}")
    assert len(make_docs.find_loads(tmp_path)) == 2
    assert len(make_docs.find_dead_targets(tmp_path)) == 2


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_bytes()) < 10_000


def test_every_macro_says_what_it_is_for():
    for path in (ROOT / "macros").rglob("*.sql"):
        text = path.read_text()
        assert text.startswith("{#-"), f"{path.name} has no description"
        if not path.name.startswith("_") and "relation" in text.split("#}")[0]:
            assert "Returns SQL" in text and "Argument" in text, path.name
        names = re.findall(r"{%-? (?:macro|materialization) (\w+)[(,]", text)
        assert {re.sub(r"^(default|duckdb|spark)__", "", name) for name in names} == {path.stem}
