"""What something else has written into a table after its model was built is not published."""

import pytest
from conftest import own_models

PLANTED = "written by hand"
# Runs after the model that it refers to; tests are no models, so the proof does not read them.
WRITES = """-- depends_on: {{{{ ref('{model}') }}}}
{{% if execute %}}{{% do run_query("{sql}") %}}{{% endif %}}
select 1 where false
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    consumer = own_models(tmp_path_factory.mktemp("written"))
    published = consumer.folder / "models" / "published"
    (published / "single_values.sql").write_text(
        "select selections, reported_count from {{ ref('showcase_aggregates') }} where length = 1"
    )
    (consumer.folder / "tests").mkdir()
    return consumer


def build(project, model, sql):
    test = project.folder / "tests" / "writes.sql"
    test.write_text(WRITES.format(model=model, sql=sql))
    try:
        return project.dbt("build")
    finally:
        test.unlink()


def test_a_table_of_the_package_is_compared_with_what_was_built(project):
    sql = f"update demo_published.attribute_dimension set value_label = '{PLANTED}' where true"
    done = build(project, "showcase_attribute_dimension", sql)
    assert done.code == 1
    ((model, _, _, reason),) = project.findings()
    assert model == "showcase_attribute_dimension"
    assert "no longer holds the rows that its statement gave" in reason
    assert project.published() == []


def test_a_table_of_the_project_is_compared_where_its_statement_always_gives_the_same(project):
    sql = f"update demo_published.single_values set selections = '{PLANTED}'"
    done = build(project, "single_values", sql)
    assert done.code == 1
    assert "single_values no longer holds the rows that its statement gives" in done.output
    assert project.published() == []


def test_what_is_published_is_made_from_the_statement_in_any_case(project):
    """Ranks may come out in another order, so the rows of this table can't be compared."""
    sql = (
        f"update demo_published.pairs_by_district set district_name = '{PLANTED}';"
        f" comment on column demo_published.pairs_by_district.place is '{PLANTED}'"
    )
    done = build(project, "pairs_by_district", sql)
    assert done.code == 0, done.output
    names = project.rows("select distinct district_name from pairs_by_district", "published")
    assert {name for (name,) in names} <= {"North", "South", None}
    files = sorted((project.folder / "warehouse" / "release").iterdir())
    assert "pairs_by_district.csv" in [path.name for path in files]
    assert not [path.name for path in files if PLANTED.encode() in path.read_bytes()]
