"""Decides which files and folders belong to the package; nothing else is replaced or removed.

A folder is ours if the ledger names it, or if it has a release id and checksums that match. A
release that is still being written has neither. So a note beside its folder,
`releases/<release id>.begun`, marks it, and the process that writes the release holds a lock on the
note, which the system releases when the process ends.
"""

import csv
import os
import shutil
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TextIO

from . import page
from .release_files import CHECKSUMS, DATABASE, DICTIONARY, check_files, to_disk

if sys.platform != "win32":  # Windows has no such locks
    import fcntl

NOTE = ".begun"
# A table with these columns was made by the macro `describe_release`.
DESCRIBED = {"release_id", "released_at", "guarantee"}
# A published table becomes a file of its name, so it can't have the name of another file that a
# release has, or may have in a later version.
RESERVED = {
    *(Path(name).stem.lower() for name in (DATABASE, DICTIONARY, CHECKSUMS, page.NAME)),
    "datapackage",
    "spill",
}
# The open notes that this process has locked: one at most, as it writes one release at a time.
_HELD: list[TextIO] = []


def find_obstacle(published_file: str, also: str, tables: Iterable[str]) -> str:
    """Why no release of these tables can be published, in a sentence; empty if it can.

    `also`: path of the other link to the release, target/release.
    """
    for name in tables:
        if name.lower() in RESERVED:
            return (
                f"a published table can not be named {name}, for the release has a file of that"
                " name; give the model another alias"
            )
    published = Path(published_file)
    release, releases = published.with_name("release"), published.with_name("releases")
    beside = Path(also)
    places = [
        (releases, _is_folder(releases)),
        *((link, _is_published(link)) for link in (published, aside(published))),
        *((link, _is_release_link(link)) for link in (release, aside(release))),
        (beside, _is_link_beside(beside, release) or (_is_folder(beside) and _is_release(beside))),
        (aside(beside), _is_link_beside(aside(beside), release)),
    ]
    for path, is_ours in places:
        if os.path.lexists(path) and not is_ours:
            return (
                f"{path} is in the way: it is not what a publication has left there, and is not"
                " replaced; move it away"
            )
    return ""


def aside(link: Path) -> Path:
    """The temporary path of a link that is then renamed to replace this one."""
    return link.with_name(f".{link.name}.new")


def begin(folder: Path) -> None:
    """Write and lock the note on the folder of a new release, before the folder itself is made."""
    _let_go()
    file = _note_of(folder).open("x", encoding="utf-8")
    _HELD.append(file)
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX)
    file.write(_note_text(folder))
    file.flush()
    os.fsync(file.fileno())
    to_disk(folder.parent)


def end(folder: Path) -> None:
    """Remove the note on a folder, which has become the current release."""
    _let_go()
    if _is_begun(folder):
        _note_of(folder).unlink()


def remove(folder: Path) -> None:
    """Remove a folder that is ours, and then the note on it. No link is followed."""
    if _is_folder(folder):
        shutil.rmtree(folder)
    if not os.path.lexists(folder) and _is_begun(folder):
        _note_of(folder).unlink()


def candidates(releases: Path) -> list[Path]:
    """Everything in `releases`; each note counts as its folder, whether that exists or not."""
    found = set()
    for path in releases.iterdir():
        folder = path.with_suffix("")
        is_note = path.suffix == NOTE and not path.name.startswith(".") and _is_begun(folder)
        found.add(folder if is_note else path)
    return sorted(found)


def is_ours(folder: Path, known: Collection[str]) -> bool:
    """Whether a path in `releases` is an earlier release, or one whose writing process was killed.

    `known`: ids of the releases that the ledger names.
    """
    begun = _is_begun(folder)
    if begun and _is_held(_note_of(folder)):
        return False
    if not os.path.lexists(folder):
        return begun
    return _is_folder(folder) and (
        begun or folder.name in known or (folder.name in _ids(folder) and _is_whole(folder))
    )


def is_same(link: Path, other: Path) -> bool:
    """Whether two paths name the same place, without following a link that is there."""
    return link.name == other.name and link.parent.resolve() == other.parent.resolve()


def _let_go() -> None:
    """Release the lock on a note, if this process holds one."""
    while _HELD:
        _HELD.pop().close()


def _is_published(link: Path) -> bool:
    """Whether it is a link to the database of the release beside it."""
    return link.is_symlink() and link.readlink() == Path("release", DATABASE)


def _is_release_link(link: Path) -> bool:
    """Whether it is a link to something in the folder `releases` beside it."""
    return link.is_symlink() and link.readlink() == Path("releases", link.readlink().name)


def _is_link_beside(link: Path, release: Path) -> bool:
    """Whether it is a link to this release, or to the place of another release, even a removed one.

    The latter happens when the option for the published file has changed.
    """
    if not link.is_symlink():
        return False
    if is_same(link, release) or is_same(link, aside(release)):
        return _is_release_link(link)
    to = link.parent / link.readlink()
    return to.name == "release" and (is_same(to, release) or not to.exists() or _is_release(to))


def _is_release(folder: Path) -> bool:
    """Whether it is a complete release, as where a project was copied with folders for links."""
    return bool(_ids(folder)) and _is_whole(folder)


def _is_whole(folder: Path) -> bool:
    """Whether its checksums match, and no file is missing or added."""
    try:
        return check_files(str(folder), every_file=True) != ""
    except (OSError, ValueError):
        return False


def _ids(folder: Path) -> set[str]:
    """The release ids in the tables of a release that `describe_release` made."""
    found = set()
    try:
        for path in filter(Path.is_file, folder.glob("*.csv")):
            with path.open(newline="", encoding="utf-8") as file:
                rows = csv.DictReader(file)
                if set(rows.fieldnames or []) >= DESCRIBED:
                    found |= {row["release_id"] for row in rows}
    except (OSError, ValueError, csv.Error):
        pass  # The package writes no file that can't be read.
    return found


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _note_of(folder: Path) -> Path:
    return folder.with_name(folder.name + NOTE)


def _note_text(folder: Path) -> str:
    return f"synthetic_showcase writes release {folder.name}, or was stopped before its end.\n"


def _is_begun(folder: Path) -> bool:
    """Whether there is a note of ours on this folder."""
    note = _note_of(folder)
    try:
        is_file = note.is_file() and not note.is_symlink()
        return is_file and note.read_bytes() == _note_text(folder).encode()
    except OSError:
        return False


def _is_held(note: Path) -> bool:
    """Whether the process that wrote a note still runs, as far as its lock tells."""
    try:
        with note.open("r+") as file:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except OSError:
        return True
