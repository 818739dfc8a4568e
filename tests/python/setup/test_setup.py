"""What stops a build before any work: a release that could not be published, a profile that lacks
the functions, and a reader that leaves records out."""

import pytest
from conftest import ROOT, run

# After those of the package in the order of names.
MORE = "models/totals.sql"
RELEASE = "models/release/showcase_release.sql"
SCHEMA = """+schema: "{{ var('showcase_published_schema', 'published') }}\""""
# A file of the project, its text, and what is said.
ZONES = {
    "published models in another schema": (
        "dbt_project.yml",
        (ROOT / "dbt_project.yml")
        .read_text(encoding="utf-8")
        .replace(SCHEMA, "+schema: elsewhere"),
        "has to be in the schema showcase_published_schema = published",
    ),
    "names that differ by case alone": (
        MORE,
        "{{ config(alias='AGGREGATES', schema='published') }} select 1 as one",
        "two published tables are named AGGREGATES, or a file can not have that name",
    ),
    "a name that no file can have": (
        MORE,
        "{{ config(alias='a/b', schema='published') }} select 1 as one",
        "two published tables are named a/b, or a file can not have that name",
    ),
    "a release without a description": (
        RELEASE,
        "select 1 as one",
        "one of the published models has to be made by describe_release",
    ),
}


@pytest.mark.parametrize("case", ZONES)
def test_what_could_not_be_published_is_refused_before_any_work(case, warehouse):
    path, text, said = ZONES[case]
    build = warehouse.project_with(path, text).dbt("run")
    assert build.code != 0
    assert said in build.output
    assert "OK created" not in build.output


def test_a_profile_without_the_functions_is_told_how_to_add_them(warehouse):
    build = warehouse.dbt("run", profile={"plugins": []})
    assert build.code != 0
    assert "showcase_count_combinations is not registered. Add to the output" in build.output
    assert "OK created" not in build.output


def test_compiling_a_file_without_the_functions_says_so_too(warehouse):
    (warehouse.folder / "people.csv").write_text("name\nann\nben\n")
    select = ["--select", "showcase_input_records"]
    build = warehouse.dbt("compile", *select, input_file="people.csv", profile={"plugins": []})
    assert build.code != 0
    assert "showcase_count_combinations is not registered. Add to the output" in build.output


@pytest.mark.parametrize("scope", ["synthetic_showcase", "ministry"])
@pytest.mark.parametrize("name", ["showcase_reporting_resolution", "Showcase_Resolution"])
def test_options_in_a_scope_of_the_command_are_refused(scope, name, warehouse):
    warehouse.profile()
    command = [*warehouse.command("--log-level-file", "none", "run"), "--vars"]
    build = run([*command, f"{{{scope}: {{{name}: 4711}}}}"], warehouse.folder)
    assert build.code != 0 and "4711" not in build.output
    assert f"{name} stands under {scope} in --vars, where no model sees it" in build.output
    assert "OK created" not in build.output


@pytest.mark.parametrize(
    ("read", "said"), [(2, "select 1"), (1, "which has 2 records, but DuckDB")]
)
def test_a_file_of_which_records_are_left_out_is_refused(read, said, warehouse):
    (warehouse.folder / "people.csv").write_text("name\nann\nben\n")
    check = f"synthetic_showcase._check_read(synthetic_showcase.input_source(), {read})"
    inline = f"{{% if execute %}}{{% do {check} %}}{{% endif %}}select 1"
    done = warehouse.dbt("compile", "--inline", inline, input_file="people.csv")
    assert said in done.output
    assert (done.code == 0) == (read == 2)
