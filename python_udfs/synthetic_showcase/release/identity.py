"""What results follow from besides tables: the package's own code, and files."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from .release_files import digest

PACKAGE = Path(__file__).parents[1]

# Of the libraries that results go through, each version is code of its own.
LIBRARIES = ("duckdb", "numba", "numpy", "pyarrow", "scipy")


@cache
def code() -> str:
    """SHA-256 of the package's Python sources and of the versions of what they calculate with."""
    hashed = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(PACKAGE).as_posix()
            hashed.update(f"{name}\0".encode() + path.read_bytes())
    hashed.update(repr([(name, version(name)) for name in LIBRARIES]).encode())
    return hashed.hexdigest()


def file_contents(path: str) -> str:
    """SHA-256 of a file; empty where the path is a pattern or an address, and not one file here."""
    try:
        return digest(Path(path))
    except OSError:
        return ""
