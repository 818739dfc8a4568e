"""dbt commands in forks of one process that has loaded dbt's libraries.

Hundreds of tests run dbt, and each would load the same libraries for two seconds. Here they are
loaded once; a fork then does what the program `dbt` does, in a process of its own and to the end of
the interpreter. The Python code of the package is not loaded before the fork.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class DbtForks:
    """The process that is forked, and what asks it for a command."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, command: list[str], folder: Path, output: Path, environment: dict) -> int:
        """Run a dbt command in a folder to its end and return its exit code.

        What it prints goes to the file `output`.
        """
        asked = [command, str(folder), str(output), environment]
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def stop(self) -> None:
        """End the process."""
        self.process.communicate()


def serve() -> None:
    """Fork for each line of standard input; return in the forks, and exit where the input ends."""
    for line in sys.stdin:
        command, folder, output, environment = json.loads(line)
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
            return
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    sys.exit()


def load() -> None:
    """Parse the project once, which loads what dbt loads; a second time takes a quarter as long.

    With the memory of parsed macros that dbt's own tests have, and without the static parser, whose
    threads a fork would not have.
    """
    from dbt.cli.main import dbtRunner
    from dbt_common.tests import enable_test_caching

    enable_test_caching()
    with tempfile.TemporaryDirectory() as folder:
        parse = ["--quiet", "--no-static-parser", "--log-path", folder, "parse"]
        parse += ["--target-path", folder, "--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
        dbtRunner().invoke(parse)
    # A lock that another thread held would stay shut in a fork.
    assert len(list(Path("/proc/self/task").iterdir())) == 1


if __name__ == "__main__":
    from dbt.cli.main import cli

    # The folder of the program: for dbt that of dbt, here this one.
    sys.path[0] = str(Path(sys.executable).parent)
    load()
    serve()
    cli()
