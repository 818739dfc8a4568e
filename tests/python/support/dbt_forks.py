"""dbt commands in forks of one process that has loaded dbt and parsed the project.

Hundreds of tests run dbt. Each would load the same libraries, parse the same project and translate
the same macros for five seconds; here that is done once, and a fork then does what the program
`dbt` does, in a process of its own. The Python code of the package is not loaded before the fork.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
# The variables that decide what dbt makes of the project's files as it parses them: which models
# and tests there are, and what they refer to. The others are looked up as a model is compiled.
# test_dbt_forks.py compares with a parse that is told every variable.
PARSED = [
    f"showcase_{name}"
    for name in """bands contribution_bound generalize guarantee hierarchies homogeneity_severity
    input_file input_model labels min_diversity normalize_values published_schema
    reviewed_exceptions synthesis_mode""".split()
]
# These matter only where labels of values come from a table.
OF_LABELS = ["showcase_labels", "showcase_normalize_values"]


def parsed_variables(variables: dict) -> dict:
    """What matters of variables as the project is parsed, so that it is not for each of them.

    Of the input that a file is named, of levels and bands that there are some, of hierarchies which
    are no files, and of bands with differential privacy those whose edges are drawn.
    """
    named = {name: value for name, value in variables.items() if name in PARSED}
    if named.get("showcase_input_file") is not None:
        named["showcase_input_file"] = "some.csv"
    if "values_from" not in str(named.get("showcase_labels")):
        named = {name: named[name] for name in named if name not in OF_LABELS}
    if named.get("showcase_generalize"):
        named["showcase_generalize"] = {"some": "level"}
    if isinstance(hierarchies := named.get("showcase_hierarchies"), dict):
        named["showcase_hierarchies"] = {
            column: entry for column, entry in hierarchies.items() if not names_a_file(entry)
        }
    if isinstance(bands := named.get("showcase_bands"), dict) and bands:
        if named.get("showcase_guarantee") == "differential_privacy":
            drawn = {column: band for column, band in bands.items() if isinstance(band, dict)}
            named["showcase_bands"] = drawn
        else:
            named["showcase_bands"] = {"some": "month"}
    return named


def names_a_file(entry) -> bool:
    """Whether an entry of the hierarchies is a file, and no model or seed."""
    return not isinstance(entry, str) or entry.endswith((".csv", ".parquet", ".xlsx"))


# What each build loads besides what dbt loads as it parses, and nothing of the package. No module
# of these draws at random or starts a thread.
LOADED = """
dbt.adapters.duckdb.environments dbt.task.build dbt_common.clients.agate_helper
metricflow.converters.msi_to_osi pandas sqlglot.generators.duckdb sqlglot.optimizer.qualify
sqlparse
""".split()


class DbtForks:
    """The process that is forked, and what asks it for a command."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            # Libraries of numba's and of Arrow's would start threads.
            env=os.environ
            | {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        command: list[str],
        folder: Path,
        output: Path,
        environment: dict,
        parsed: bool,
        comments: bool,
    ) -> int:
        """Run a dbt command in a folder to its end and return its exit code.

        What it prints goes to the file `output`. With `parsed` the project is this one, as its
        files are, and is not parsed anew. Without `comments` tables and columns get none.
        """
        asked = [command, str(folder), str(output), environment, parsed, comments]
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def stop(self) -> None:
        """End the process."""
        self.process.communicate()


def serve() -> dict:
    """Fork for each line of standard input; exit where the input ends.

    Returns, in the forks, what the command is given: the parsed project, or nothing.
    """
    manifests = {}
    for line in sys.stdin:
        command, folder, output, environment, parsed, comments = json.loads(line)
        given = {}
        if parsed:
            variables = {}
            if "--vars" in command:
                variables = yaml.safe_load(command[command.index("--vars") + 1])
            variables = parsed_variables(variables)
            key = json.dumps(variables, sort_keys=True)
            if key not in manifests:
                profiles = command[command.index("--profiles-dir") + 1]
                manifests[key] = parse(profiles, variables)
                gc.freeze()
            # Where it can't be parsed the command says why.
            given = {"manifest": manifests[key]} if manifests[key] else {}
        child = os.fork()
        if not child:
            written = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for opened, number in ((nothing, 0), (written, 1), (written, 2)):
                os.dup2(opened, number)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            sys.argv = command
            if not comments:
                leave_out_comments()
            return given
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    sys.exit()


def parse(profiles: Path | str, variables: dict):
    """The project as dbt parses it with these variables; None where it can't.

    Without the static parser, whose threads a fork would not have.
    """
    from dbt.cli.main import dbtRunner

    with tempfile.TemporaryDirectory() as folder:
        command = ["--quiet", "--no-static-parser", "--log-level", "none", "--log-path", folder]
        command += ["--log-level-file", "none", "parse", "--no-partial-parse", "--no-write-json"]
        command += ["--target-path", folder, "--project-dir", str(ROOT)]
        command += ["--profiles-dir", str(profiles), "--vars", json.dumps(variables)]
        parsed = dbtRunner().invoke(command)
    # A lock that another thread held would stay shut in a fork.
    assert len(list(Path("/proc/self/task").iterdir())) == 1
    return parsed.result if parsed.success else None


def remember_templates() -> None:
    """Translate each text of Jinja once, here and in the forks."""
    from dbt_common.clients.jinja import MacroFuzzEnvironment

    translate = MacroFuzzEnvironment.compile
    known = {}

    def compile(self, source, name=None, filename=None, raw=False, defer_init=False):
        if name or filename or raw or defer_init:
            return translate(self, source, name, filename, raw, defer_init)
        key = type(self), source
        if key not in known:
            known[key] = translate(self, source)
        return known[key]

    MacroFuzzEnvironment.compile = compile


def leave_out_debug() -> None:
    """Don't put into words what no log takes, nor make the message before somebody reads it.

    Queries are told all the same, since the package records them.
    """
    from dbt_common.events.base_types import BaseEvent, EventLevel
    from dbt_common.events.event_manager import EventManager

    fire, make = EventManager.fire_event, BaseEvent.__init__

    def fire_event(self, e, level=None, *others, **options):
        levels = [logger.level for logger in self.loggers]
        is_told = type(e).__name__ == "SQLQuery" or EventLevel.DEBUG in levels
        if is_told or (level or e.level_tag()) != EventLevel.DEBUG:
            fire(self, e, level, *others, **options)

    def remember(self, *arguments, **fields):
        vars(self)["given"] = arguments, fields

    def read(self, name):
        if name == "pb_msg":
            arguments, fields = vars(self)["given"]
            make(self, *arguments, **fields)
            return vars(self)["pb_msg"]
        return getattr(self.pb_msg, name)

    EventManager.fire_event = fire_event
    BaseEvent.__init__, BaseEvent.__getattr__ = remember, read


def leave_out_comments() -> None:
    """Write no descriptions to the catalog: an eighth of the work of a small build."""
    from dbt.context.providers import RuntimeConfigObject

    RuntimeConfigObject.persist_relation_docs = lambda self: False
    RuntimeConfigObject.persist_column_docs = lambda self: False


def share_contexts() -> None:
    """Look macros up where they are, and put the arguments of the command into a dictionary once.

    For each argument of a data test dbt copies all that a template may name, and for each macro
    that it runs the arguments of the command.
    """
    from dbt.context import providers
    from dbt_common.clients.jinja import NativeSandboxTemplate, quoted_native_concat

    def render(self, context):
        try:
            found = self.root_render_func(self.new_context(context, shared=True))
            return quoted_native_concat(found)
        except Exception:
            return self.environment.handle_exception()

    make, made = providers.args_to_dict, {}

    def args_to_dict(arguments):
        if id(arguments) not in made:
            # With the arguments, so that no others get their id.
            made[id(arguments)] = arguments, make(arguments)
        return dict(made[id(arguments)][1])

    NativeSandboxTemplate.render, providers.args_to_dict = render, args_to_dict


def load() -> None:
    """Parse the project once, which loads what dbt loads, and translate the macros.

    With the memory of parsed macros that dbt's own tests have.
    """
    import parsedatetime
    from dbt_common.clients.jinja import template_cache
    from dbt_common.tests import enable_test_caching
    from numba import njit

    for name in LOADED:
        importlib.import_module(name)
    enable_test_caching()
    remember_templates()
    leave_out_debug()
    share_contexts()
    # Made anew for each column of dates or not that a query returns, and always the same.
    parsedatetime.Constants = functools.cache(parsedatetime.Constants)
    manifest = parse(ROOT, {})
    for macro in manifest.macros.values():
        if macro.package_name != "dbt_spark":
            template_cache.get_node_template(macro)
    # What numba sets up once, before it compiles or loads a first function.
    njit(lambda number: number)(1)
    gc.collect()
    gc.freeze()


def run(given: dict) -> None:
    """Do what the program does, to the last of what it has left to do at its end.

    What Python then does to free each object takes a second, and what it frees ends with it.
    """
    from dbt.cli.main import cli

    try:
        cli(obj=given)
    except SystemExit as ended:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code or 0)


if __name__ == "__main__":
    # The folder of the program: for dbt that of dbt, here this one.
    sys.path[0] = str(Path(sys.executable).parent)
    load()
    run(serve())
