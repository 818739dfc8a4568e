"""What readiness prints, how far its estimates are off, and what it costs beside a build.

    python benchmarks/readiness.py --data FOLDER [--builds] [--text]

Prints what `dbt run-operation showcase_readiness` says of real tables and of the small inputs that
stand beside them in the folder `cases`, as in docs/readiness.md. Then, for the real tables, the
estimated share of the combinations that a release could keep, and the exact one, which is counted
by a run with the options of each change. With --builds also the CPU seconds of a whole build; with
--text what readiness prints, and no more.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from math import comb
from pathlib import Path

import duckdb
import yaml
from bench import ROOT, variables

COVID_COLUMNS = (
    "SECTOR ENTIDAD_UM SEXO ENTIDAD_NAC ENTIDAD_RES MUNICIPIO_RES TIPO_PACIENTE INTUBADO NEUMONIA"
    " EDAD NACIONALIDAD EMBARAZO DIABETES EPOC ASMA INMUSUPR HIPERTENSION OTRA_COM CARDIOVASCULAR"
    " OBESIDAD RENAL_CRONICA TABAQUISMO OTRO_CASO RESULTADO UCI FECHA_SINTOMAS FECHA_DEF"
).split()
ROW_A_PERSON = {"showcase_rows_per_subject": "one"}
CASES = {
    "exports/20_two_people.csv": ROW_A_PERSON,
    "exports/16_free_text.csv": ROW_A_PERSON,
    "16_skewed.csv": ROW_A_PERSON,
    "20_weights.csv": ROW_A_PERSON,
    "11_index_and_NA.csv": ROW_A_PERSON,
}


def tables(data: Path) -> dict[str, dict]:
    """The variables of the real tables."""
    return {
        "ACS, all columns": {
            **ROW_A_PERSON,
            "showcase_input_file": str(data / "acs_national2019.csv"),
            "showcase_missing_values": ["N"],
        },
        "ACS, 18 columns": variables("acs", data),
        "ACS, Massachusetts": {
            "showcase_input_file": str(data / "acs_ma2019_labelled.csv"),
            "showcase_subject_id": "person_id",
            "showcase_multi_value_columns": {"difficulties": ";"},
        },
        "COVID-19, with age, municipality and dates": {
            **ROW_A_PERSON,
            "showcase_input_file": str(data / "covid_mx_2020-05-27.parquet"),
            "showcase_use_columns": COVID_COLUMNS,
            "showcase_missing_values": ["97", "98", "99", "999"],
        },
    }


def dbt(given: dict, folder: Path, *command: str) -> tuple[str, float]:
    """What a dbt command prints, and its CPU seconds; a build publishes."""
    profile = {
        "type": "duckdb",
        "path": str(folder / "sensitive.duckdb"),
        "threads": 2,
        "settings": {"threads": 2},
        "module_paths": [str(ROOT / "python_udfs")],
        "plugins": [{"module": "synthetic_showcase.plugin"}],
    }
    whole = {"synthetic_showcase": {"target": "bench", "outputs": {"bench": profile}}}
    (folder / "profiles.yml").write_text(yaml.safe_dump(whole))
    line = [str(Path(sys.executable).with_name("dbt")), "--quiet", *command]
    line += ["--project-dir", str(ROOT), "--profiles-dir", str(folder)]
    line += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*line, "--vars", json.dumps({"showcase_publish": True, **given})],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout.strip(), seconds


def rows(folder: Path, query: str) -> list[tuple]:
    """Rows of a query on the sensitive file."""
    with duckdb.connect(str(folder / "sensitive.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def exact(given: dict, folder: Path) -> float:
    """The share of the combinations that records hold which are frequent, counted in all."""
    dbt(given, folder, "run", "--select", "+showcase_combination_counts")
    kept = rows(folder, "select sum(support) from showcase_combination_counts")[0][0] or 0
    widths = rows(
        folder,
        "select len(attribute_ids), cast(sum(records) as bigint) from showcase_distinct_records"
        " group by 1",
    )
    longest = given.get("showcase_reporting_length", 3)
    held = sum(n * sum(comb(width, size) for size in range(1, longest + 1)) for width, n in widths)
    return kept / held


def changed(given: dict, setting: str, columns: list[str]) -> dict:
    """The variables with the setting that readiness proposes."""
    if setting.startswith("showcase_use_columns without "):
        left_out = setting.removeprefix("showcase_use_columns without ").split(", ")
        return {**given, "showcase_use_columns": [c for c in columns if c not in left_out]}
    return {**given, **yaml.safe_load(setting or "{}")}


def accuracy(name: str, given: dict, folder: Path) -> None:
    """Prints the estimated and the exact share of each alternative."""
    as_it_is = exact(given, folder)
    columns = [c for (c,) in rows(folder, "select column_name from showcase_readiness_by_column")]
    query = "select alternative, setting, share_kept, standard_error"
    query += " from showcase_readiness_alternatives order by position"
    for alternative, setting, share, error in rows(folder, query):
        truth = exact(changed(given, setting, columns), folder) if setting else as_it_is
        print(f"| {name} | {alternative} | {share:.3f} | {error:.3f} | {truth:.3f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--builds", action="store_true")
    parser.add_argument("--text", action="store_true")
    asked = parser.parse_args()
    data = asked.data.resolve()
    found = tables(data)
    cases = {Path(name).name: given for name, given in CASES.items()}
    files = {Path(name).name: data.parent / "cases" / name for name in CASES}
    costs = []
    for name, given in (found | cases).items():
        with tempfile.TemporaryDirectory() as folder:
            if name in files:
                shutil.copy(files[name], folder)
                given = {"showcase_input_file": name, **given}
            # Compiled functions and the parsed project are there from the second time on.
            dbt(given, Path(folder), "run-operation", "showcase_readiness")
            printed, seconds = dbt(given, Path(folder), "run-operation", "showcase_readiness")
            print(f"### {name}\n\n```\n{printed}\n```\n", flush=True)
            built = dbt(given, Path(folder), "build")[1] if asked.builds and name in found else None
            costs.append((name, seconds, built))
    if asked.text:
        return
    for name, seconds, built in costs:
        print(f"| {name} | {seconds:.1f} | {f'{built:.1f}' if built else ''} |")
    for name, given in found.items():
        with tempfile.TemporaryDirectory() as folder:
            accuracy(name, given, Path(folder))


if __name__ == "__main__":
    main()
