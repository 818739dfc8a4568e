"""Which files and folders in the places of a release are ours; nothing else is replaced or removed.

Ours is what the ledger names, and what carries a release id and checksums that hold. A release that
is being written is neither yet: a note beside its folder, `releases/<release id>.begun`, tells of
it, and the process that writes it holds a lock on the note, which ends with the process.
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

if sys.platform != "win32":  # which has no such locks
    import fcntl

NOTE = ".begun"
# Columns by which a table made by `describe_release` is known.
DESCRIBED = {"release_id", "released_at", "guarantee"}
# A table is a file of its name: it may not be that of another file of a release, now or later.
RESERVED = {
    *(Path(name).stem.lower() for name in (DATABASE, DICTIONARY, CHECKSUMS, page.NAME)),
    "datapackage",
    "spill",
}
# The notes whose lock this process holds; a process writes one release at a time.
_HELD: list[TextIO] = []


def find_obstacle(published_file: str, also: str, tables: Iterable[str]) -> str:
    """Why no release of these tables can be published, in a sentence; empty where it can.

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
    """Where a link is made that then replaces this one."""
    return link.with_name(f".{link.name}.new")


def begin(folder: Path) -> None:
    """Note that the folder of a release is about to be made; it may not be there yet."""
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
    """Remove the note on the folder that this process wrote, which is the release by now."""
    _let_go()
    if _is_begun(folder):
        _note_of(folder).unlink()


def remove(folder: Path) -> None:
    """Remove a folder that is ours, and after it the note on it; no link is followed."""
    if _is_folder(folder):
        shutil.rmtree(folder)
    if not os.path.lexists(folder) and _is_begun(folder):
        _note_of(folder).unlink()


def candidates(releases: Path) -> list[Path]:
    """All that is in `releases`; in place of each note the folder that it is on, there or not."""
    found = set()
    for path in releases.iterdir():
        folder = path.with_suffix("")
        is_note = path.suffix == NOTE and not path.name.startswith(".") and _is_begun(folder)
        found.add(folder if is_note else path)
    return sorted(found)


def is_ours(folder: Path, known: Collection[str]) -> bool:
    """Whether something in `releases` is an earlier release, or one whose writer was killed.

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
    """Whether two paths are one place, whatever stands there."""
    return link.name == other.name and link.parent.resolve() == other.parent.resolve()


def _let_go() -> None:
    """Give up the lock on the note that this process holds, if it does."""
    while _HELD:
        _HELD.pop().close()


def _is_published(link: Path) -> bool:
    """Whether it is a link to the database of the release beside it."""
    return link.is_symlink() and link.readlink() == Path("release", DATABASE)


def _is_release_link(link: Path) -> bool:
    """Whether it is a link to something in the folder `releases` beside it."""
    return link.is_symlink() and link.readlink() == Path("releases", link.readlink().name)


def _is_link_beside(link: Path, release: Path) -> bool:
    """Whether it is a link to the release, or to where one was or is.

    It leads elsewhere than to `release` where the option for the published file has changed.
    """
    if not link.is_symlink():
        return False
    if is_same(link, release) or is_same(link, aside(release)):
        return _is_release_link(link)
    to = link.parent / link.readlink()
    return to.name == "release" and (is_same(to, release) or not to.exists() or _is_release(to))


def _is_release(folder: Path) -> bool:
    """Whether it is a whole release, as where a project was copied and its links were followed."""
    return bool(_ids(folder)) and _is_whole(folder)


def _is_whole(folder: Path) -> bool:
    """Whether it has checksums that hold, and no file more or less."""
    try:
        return check_files(str(folder), every_file=True) != ""
    except (OSError, ValueError):
        return False


def _ids(folder: Path) -> set[str]:
    """The release ids in the descriptions of a release, tables made by `describe_release`."""
    found = set()
    try:
        for path in filter(Path.is_file, folder.glob("*.csv")):
            with path.open(newline="", encoding="utf-8") as file:
                rows = csv.DictReader(file)
                if set(rows.fieldnames or []) >= DESCRIBED:
                    found |= {row["release_id"] for row in rows}
    except (OSError, ValueError, csv.Error):
        pass  # No file that we have written.
    return found


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _note_of(folder: Path) -> Path:
    return folder.with_name(folder.name + NOTE)


def _note_text(folder: Path) -> str:
    return f"synthetic_showcase writes release {folder.name}, or was stopped before its end.\n"


def _is_begun(folder: Path) -> bool:
    """Whether a note of ours tells that this folder was to be filled."""
    note = _note_of(folder)
    try:
        is_file = note.is_file() and not note.is_symlink()
        return is_file and note.read_bytes() == _note_text(folder).encode()
    except OSError:
        return False


def _is_held(note: Path) -> bool:
    """Whether the process that made a note is still at work, as far as one can know."""
    try:
        with note.open("r+") as file:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except OSError:
        return True
