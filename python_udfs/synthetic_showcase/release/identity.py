"""Identifies what results depend on besides tables: the package's code and version, and files."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import yaml

from .release_files import digest

PACKAGE = Path(__file__).parents[1]
# The root of the dbt package, which contains the Python part.
ROOT = PACKAGE.parents[1]
PROJECT = "dbt_project.yml"

# Libraries whose version can change results.
LIBRARIES = ("duckdb", "numba", "numpy", "pyarrow", "scipy")


@cache
def code() -> str:
    """SHA-256 of the package's Python files and of the versions of `LIBRARIES`."""
    versions = repr([(name, metadata.version(name)) for name in LIBRARIES])
    return _hash_of(PACKAGE.rglob("*"), PACKAGE, versions)


@cache
def version() -> str:
    """The version in dbt_project.yml, a plus, and 16 digits of a hash of models, macros and code.

    In semantic versioning, a plus introduces build metadata.
    """
    number = yaml.safe_load((ROOT / PROJECT).read_text(encoding="utf-8"))["version"]
    paths = [ROOT / PROJECT, *PACKAGE.rglob("*")]
    paths += [path for name in ("macros", "models") for path in (ROOT / name).rglob("*")]
    return f"{number}+{_hash_of(paths, ROOT)[:16]}"


def file_contents(path: str) -> str:
    """SHA-256 of a file; empty if the path is no local file, but for example a pattern or a URL."""
    try:
        return digest(Path(path))
    except OSError:
        return ""


def _hash_of(paths: Iterable[Path], root: Path, more: str = "") -> str:
    """SHA-256 of files, their paths relative to `root`, and a text."""
    hashed = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            hashed.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    hashed.update(more.encode())
    return hashed.hexdigest()
