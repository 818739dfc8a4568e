"""What the tests share: dbt builds of the package in folders of their own."""

import atexit
import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import filelock
import pytest
import yaml
from bench import variables
from dbt_forks import DbtForks

import synthetic_showcase

ROOT = Path(__file__).resolve().parents[2]
DBT = Path(sys.executable).with_name("dbt")
# The tables of a release, in alphabetical order.
PUBLISHED = [
    "aggregate_attributes",
    "aggregates",
    "attribute_dimension",
    "quality_by_columns",
    "quality_by_count",
    "quality_by_length",
    "release",
    "synthetic_attributes",
    "synthetic_records",
]


def pytest_addoption(parser):
    parser.addoption(
        "--data",
        default="../shared/data",
        help="folder with the real tables; tests that need one are skipped where it is absent",
    )


# The files that take longest come first, so that both processes of tests end together; but a file
# without a build is the second, so that not both compile the same functions as they begin.
FIRST = [
    f"test_{name}"
    for name in """reuse lineage verdicts input privacy page publication governance round_trip modes
    csv_formats repeated_releases release progress readiness neighbours fitting sampling values
    encryption identifiers attacks limits""".split()
]


def pytest_collection_modifyitems(items):
    place = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(FIRST)))


@dataclass
class Build:
    """What a dbt command printed, and its exit code."""

    code: int
    output: str


@functools.cache
def forks() -> DbtForks:
    """The process whose forks run dbt; it is started where the first test needs it."""
    started = DbtForks()
    atexit.register(started.stop)
    return started


def run(
    command: list[str],
    folder: Path,
    environment: dict | None = None,
    parsed: bool = False,
    comments: bool = True,
) -> Build:
    """Run a dbt command in a folder to its end; options as in `DbtForks.run`."""
    with tempfile.NamedTemporaryFile("r") as output:
        environment = environment or dict(os.environ)
        code = forks().run(command, folder, Path(output.name), environment, parsed, comments)
        return Build(code, output.read())


@dataclass
class Warehouse:
    """The sensitive file, its release, and the dbt project that writes both."""

    folder: Path
    project: Path = ROOT
    # Whether dbt writes manifest.json and run_results.json, which takes a tenth of a build.
    writes_json: bool = False

    def profile(self, threads: int = 2, more: dict | None = None) -> None:
        """Write the profile: `threads` of dbt and of DuckDB, and what else is in it."""
        output = {
            "type": "duckdb",
            "path": str(self.folder / "sensitive.duckdb"),
            "threads": threads,
            "settings": {"threads": threads},
            "module_paths": [str(ROOT / "python_udfs")],
            "plugins": [{"module": "synthetic_showcase.plugin"}],
            **(more or {}),
        }
        profile = {"synthetic_showcase": {"target": "test", "outputs": {"test": output}}}
        (self.folder / "profiles.yml").write_text(yaml.safe_dump(profile))

    def command(self, *arguments: str, **variables) -> list[str]:
        """A dbt command with variables, given without their prefix `showcase_`.

        Files of the tests have a row a person and are published, unless the variables say
        something else.
        """
        if "input_file" in variables:
            each = {} if "subject_id" in variables else {"rows_per_subject": "one"}
            variables = {**each, "publish": True, **variables}
        command = [str(DBT), "--no-use-colors", *arguments, "--project-dir", str(self.project)]
        command += ["--profiles-dir", str(self.folder), "--log-path", str(self.folder / "logs")]
        command += ["--target-path", str(self.folder / "target")]
        if variables:
            named = {f"showcase_{name}": value for name, value in variables.items()}
            style = {"default_flow_style": True, "width": 10**6, "sort_keys": False}
            command += ["--vars", yaml.safe_dump(named, **style)]
        return command

    def dbt(
        self,
        *arguments: str,
        threads: int = 2,
        profile: dict | None = None,
        whole: bool = False,
        parsed: bool = True,
        **variables,
    ) -> Build:
        """Run a dbt command to its end, without a log.

        The unit tests of the models look at no table, and few tests at the comments on tables and
        columns: without both, as here and not with `whole`, a build takes a second and a half less.
        And two seconds less with the project as it was parsed before (`parsed`), where it is this
        one with the profile of most tests.
        """
        self.profile(threads, profile)
        if arguments[0] == "build" and not whole:
            arguments += ("--exclude-resource-type", "unit_test")
        flags = ["--log-level-file", "none"]
        if arguments[0] in ("parse", "docs"):
            parsed = False
        elif not self.writes_json:
            flags.append("--no-write-json")
        command = self.command(*flags, *arguments, **variables)
        parsed = parsed and self.project == ROOT and not profile
        return run(command, self.folder, parsed=parsed, comments=whole)

    def start(self, *arguments: str, **variables) -> subprocess.Popen:
        """Start a dbt command in a process group of its own."""
        self.profile()
        return subprocess.Popen(
            self.command(*arguments, **variables),
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def project_with(self, path: str, text: str) -> "Warehouse":
        """The same warehouse, with a project that has one more file, or another text in one."""
        project = self.folder / "project"
        left_out = shutil.ignore_patterns(".*", "target", "logs", "warehouse", "__pycache__")
        shutil.copytree(ROOT, project, ignore=left_out, dirs_exist_ok=True)
        (project / path).write_text(text)
        return Warehouse(self.folder, project, self.writes_json)

    def copied_to(self, folder: Path) -> "Warehouse":
        """A copy, to build in or to change."""
        shutil.copytree(self.folder, folder, symlinks=True)
        copy = Warehouse(folder, writes_json=self.writes_json)
        # The profile that came with it names the file that was copied.
        copy.profile()
        return copy

    def build(self, *arguments: str, **options) -> Build:
        """`dbt build` that has to succeed; options as in `dbt`."""
        build = self.dbt("build", *arguments, **options)
        assert build.code == 0, build.output
        return build

    def rows(self, query: str, file: str = "published") -> list[tuple]:
        """Rows of a query on one of the two files."""
        path = self.folder / f"{file}.duckdb"
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def verdicts(self) -> dict[str, tuple[str, bool, str]]:
        """Verdict, whether it stops the release, and the sentence, by check."""
        columns = "check_name, verdict, stops_release, sentence"
        query = f"select {columns} from showcase_verdicts order by position"
        return {name: tuple(rest) for name, *rest in self.rows(query, "sensitive")}

    def failed(self) -> set[str]:
        """The checks that failed in the last build."""
        return {name for name, (verdict, _, _) in self.verdicts().items() if verdict == "fail"}

    def change(self, statement: str) -> None:
        """Change the sensitive file behind the models' back."""
        with duckdb.connect(str(self.folder / "sensitive.duckdb")) as connection:
            connection.execute(statement)

    def published(self, same_run: bool = True) -> dict[str, list[tuple]]:
        """Every published table, rows in the order in which they are stored.

        Without `same_run` what tells one run from the next is left out.
        """
        tables = [row[0] for row in self.rows("select table_name from duckdb_tables() order by 1")]
        columns = {} if same_run else {"release": "* exclude (release_id, released_at)"}
        return {
            table: self.rows(f'select {columns.get(table, "*")} from "{table}"') for table in tables
        }


class Consumer:
    """A copy of a project of somebody who uses the package."""

    def __init__(self, name: str, folder: Path):
        self.folder = folder / name
        left_out = shutil.ignore_patterns("dbt_packages", "target", "logs", "*.duckdb", "*lock*")
        shutil.copytree(ROOT / "tests" / name, self.folder, ignore=left_out)
        self.deps = self.dbt("deps")
        assert self.deps.code == 0, self.deps.output
        self.share_compiled()

    def share_compiled(self) -> None:
        """Let numba find the functions that it compiled for the package itself.

        They are the same files, by another path, for which it would compile them anew.
        """
        cache = Path(os.environ["NUMBA_CACHE_DIR"])
        package = Path(synthetic_showcase.__file__).parent
        here = self.folder / "dbt_packages" / "synthetic_showcase" / "python_udfs"
        for folder in sorted({path.parent for path in package.rglob("*.py")}):
            ours, theirs = (
                # As numba's locator of caches names the folder of a file.
                cache / f"{path.name}_{hashlib.sha1(str(path).encode()).hexdigest()}"
                for path in (folder, here / "synthetic_showcase" / folder.relative_to(package))
            )
            ours.mkdir(parents=True, exist_ok=True)
            theirs.symlink_to(ours.name)

    def dbt(self, *arguments: str) -> Build:
        command = [str(DBT), "--no-use-colors", "--log-level-file", "none", *arguments]
        return run(command, self.folder, {**os.environ, "SHOWCASE_PACKAGE": str(ROOT)})

    def rows(self, query: str, file: str = "sensitive") -> list[tuple]:
        path = self.folder / "warehouse" / f"{file}.duckdb"
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def findings(self) -> list[tuple]:
        columns = "model, column_name, path, reason"
        return self.rows(f"select {columns} from demo_governance.ungated_columns order by all")

    def published(self) -> list[str]:
        """What has left, or stands ready to."""
        names = ["warehouse/published.duckdb", "warehouse/release", "warehouse/releases"]
        return [name for name in [*names, "target/release"] if os.path.lexists(self.folder / name)]


def own_models(folder: Path) -> Consumer:
    """The project with published models of its own, and its source of 900 patients."""
    consumer = Consumer("consumer_project_own_models", folder)
    with duckdb.connect(str(consumer.folder / "warehouse" / "sensitive.duckdb")) as connection:
        connection.execute(
            "create table patients as select 'p' || i as patient, ['N', 'S', 'E'][1 + i % 3] as"
            " district, 1930 + i % 80 as born, ['asthma', 'cancer', 'flu', 'rare ' || i][1 + (i *"
            " 7) % 4] as illness from range(900) as _(i)"
        )
    return consumer


@pytest.fixture
def warehouse(tmp_path) -> Warehouse:
    """An empty warehouse."""
    return Warehouse(tmp_path)


def built_once(name: str, tmp_path_factory, **options) -> Warehouse:
    """A copy, for this process of tests, of a warehouse that the first of them builds.

    With what the build printed in build.txt.
    """
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent / name if "PYTEST_XDIST_WORKER" in os.environ else ours / f"{name}_built"
    with filelock.FileLock(f"{shared}.lock"):
        if not (shared / "build.txt").exists():
            shared.mkdir()
            output = Warehouse(shared, writes_json=True).build(**options, whole=True).output
            (shared / "build.txt").write_text(output)
    return Warehouse(shared).copied_to(ours / name)


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Warehouse:
    """The warehouse after `dbt build` of the example; tests only read it."""
    return built_once("example", tmp_path_factory)


@pytest.fixture
def copied_example(example, tmp_path) -> Warehouse:
    """A warehouse after a build of the example, to build in or to change."""
    return example.copied_to(tmp_path / "copied_example")


@pytest.fixture(scope="session")
def data(request) -> Path:
    """Folder with the real tables."""
    folder = (ROOT / request.config.getoption("--data")).resolve()
    if not folder.is_dir():
        pytest.skip(f"no real tables at {folder}; name their folder with --data")
    return folder


def table_variables(table: str, data: Path) -> dict:
    """The variables that build a real table, without their prefix: those of the benchmarks."""
    return {name.removeprefix("showcase_"): value for name, value in variables(table, data).items()}


@pytest.fixture(scope="session")
def acs(data, tmp_path_factory) -> Warehouse:
    """The warehouse after a build of the American Community Survey."""
    return built_once("acs", tmp_path_factory, **table_variables("acs", data))
