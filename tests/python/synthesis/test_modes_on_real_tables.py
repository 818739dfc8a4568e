"""Real tables with lists and with several rows a person: what every mode promises, recounted."""

import random
from itertools import combinations

import duckdb
import pytest
import referee
from conftest import Warehouse

pytestmark = pytest.mark.slow

K, R = 10, 3
MODES = ["shortfall_seeded", "row_seeded", "value_seeded", "unseeded", "aggregate_seeded"]
COVID_COLUMNS = (
    "ORIGEN SECTOR ENTIDAD_UM SEXO ENTIDAD_RES TIPO_PACIENTE INTUBADO NEUMONIA EDAD EMBARAZO "
    "DIABETES EPOC ASMA INMUSUPR HIPERTENSION OTRA_COM CARDIOVASCULAR OBESIDAD RENAL_CRONICA "
    "TABAQUISMO OTRO_CASO RESULTADO FECHA_INGRESO UCI"
).split()


def survey(data):
    """Variables for the survey with a list column, and its rows as records."""
    path = data / "acs_ma2019_labelled.csv"
    with duckdb.connect() as connection:
        relation = connection.read_csv(str(path), all_varchar=True)
        columns, rows = relation.columns, relation.fetchall()
    records = []
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        cells.pop("person_id")
        record = {("difficulties", each) for each in (cells.pop("difficulties") or "").split(";")}
        record |= set(cells.items())
        records.append(frozenset((c, v) for c, v in record if v not in (None, "", "0")))
    variables = {
        "input_file": str(path),
        "subject_id": "person_id",
        "multi_value_columns": {"difficulties": ";"},
    }
    return variables, records


def snapshots(data):
    """Variables for the weekly COVID-19 files, rows joined by person, and the persons' records."""
    path = data / "covid_mx_weekly_snapshots.parquet"
    variables = {
        "input_file": str(path),
        "subject_id": "ID_REGISTRO",
        "rows_per_subject": "several",
        "use_columns": COVID_COLUMNS,
        "missing_values": {name: ["97", "98", "99"] for name in COVID_COLUMNS if name != "EDAD"},
        "bands": {"EDAD": [18, 40, 60, 80], "FECHA_INGRESO": "month"},
    }
    people = {}
    with duckdb.connect() as connection:
        names = ", ".join(COVID_COLUMNS)
        rows = connection.execute(f"select ID_REGISTRO, {names} from '{path}'").fetchall()
    for person, *row in rows:
        record = people.setdefault(person, set())
        for column, value in zip(COVID_COLUMNS, row, strict=True):
            if column == "EDAD":
                age = int(value)
                bands = [(18, "(below 18)"), (40, "18-39"), (60, "40-59"), (80, "60-79")]
                value = next((label for edge, label in bands if age < edge), "80+")
            elif column == "FECHA_INGRESO":
                value = value[:7]
            elif value in (None, "", "0", "97", "98", "99"):
                continue
            record.add((column, value))
    return variables, [frozenset(record) for record in people.values()]


@pytest.fixture(scope="module", params=[survey, snapshots])
def table(request, data):
    """Variables, and the sets of records that hold each attribute."""
    variables, records = request.param(data)
    return variables, referee.holders(records), len(records)


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_keeps_its_promise(mode, table, tmp_path):
    variables, sets, total = table
    warehouse = Warehouse(tmp_path)
    warehouse.build(**variables, synthesis_mode=mode)
    ((reported,),) = warehouse.rows("select reported_records from release")
    assert reported == total // K * K
    rows = warehouse.rows(
        "select list((column_name, value)) from synthetic_attributes group by synthetic_id"
    )
    synthetic = {frozenset(row) for (row,) in rows}
    assert len(rows) > total / 2
    if mode == "aggregate_seeded":
        some = random.Random(1).sample(sorted(map(sorted, synthetic)), 500)
        checked = {c for record in some for n in range(1, R + 1) for c in combinations(record, n)}
    else:
        checked = synthetic
    assert min(referee.support(c, sets, total) for c in checked) >= K
