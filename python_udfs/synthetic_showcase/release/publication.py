"""Publishes a release: its files are written to a new folder, and then one link is replaced.

    warehouse/published.duckdb -> release/published.duckdb     a link that stays
    warehouse/release          -> releases/<release id>        the link that is replaced
    warehouse/releases/<release id>/                           written once, never changed
    target/release             -> the same folder as warehouse/release

Replacing a link is atomic. So readers see either all files of the old release or all files of the
new one, whenever the process is stopped.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from ..engine.interrupts import INTERRUPTS
from ..engine.progress import Progress, check_stopped
from . import ownership, release_files
from .ownership import find_obstacle
from .release_files import DATABASE, check_files, to_disk


def prepare_folder(published_file: str, folder: str, also: str) -> str:
    """Make the empty folder of a new release, and a note on it. Returns its path.

    `also`: path of another link to the release, target/release. Raises ValueError if something that
    is not ours is in the way.
    """
    _stop_at_obstacle(published_file, also)
    new = Path(folder)
    if os.path.lexists(new):
        raise ValueError(f"synthetic_showcase: {new} is in the way of a new release; move it away")
    new.parent.mkdir(parents=True, exist_ok=True)
    ownership.begin(new)
    new.mkdir()
    return folder


def write_files(folder: str, given: str) -> str:
    """Write the files of a release in a process that never held a sensitive byte. Returns its path.

    `given`: JSON with the arguments of `release_files.write`.
    """
    carried = json.loads(given)["facts"].get("exceptions", [])
    for each in carried:
        Progress.log(
            "synthetic_showcase | this release is carried by an exception:"
            f" {each['model']}.{each['column_name']}, {each['protection']}"
        )
    done = subprocess.run(
        [sys.executable, "-m", release_files.__name__],
        input=given,
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
        # Without dbt's environment, which may hold the key of the sensitive file.
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": os.environ.get("PATH", "")},
    )
    if done.returncode:
        raise ValueError(f"the files of the release could not be written: {done.stderr[-2000:]}")
    for path in Path(folder).iterdir():
        to_disk(path)
    to_disk(Path(folder))
    return folder


def publish_files(folder: str, published_file: str, also: str, known: Collection[str]) -> str:
    """Replace the release by the one in `folder`, and remove earlier ones. Returns its path.

    `also`: as in `prepare_folder`; `known`: ids of the releases that the ledger names. What is not
    ours is left in place and named in the log.
    """
    new, published = Path(folder), Path(published_file)
    _stop_at_obstacle(published_file, also)
    _stop_at_release_of_another(published, {*known, new.name})
    with INTERRUPTS.held_back():
        check_stopped()
        _publish(new, published, published.with_name("release"), Path(also))
        ownership.end(new)
    _remove_others(new, known)
    return folder


def _publish(new: Path, published: Path, release: Path, also: Path) -> None:
    """Point all links to the new release."""
    # The last link publishes. The others come first; before the first release they lead nowhere.
    _link(published, Path("release", DATABASE))
    _link_beside(also, release)
    _link(release, Path("releases", new.name))
    to_disk(published.parent)


def _remove_others(new: Path, known: Collection[str]) -> None:
    """Remove earlier releases, and log what is left because it is not ours."""
    staying = []
    for other in ownership.candidates(new.parent):
        if other == new:
            continue
        if ownership.is_ours(other, known):
            with suppress(OSError):
                ownership.remove(other)
        else:
            staying.append(other.name)
    if staying:
        more = f" and {len(staying) - 5} more" if len(staying) > 5 else ""
        Progress.log(
            f"synthetic_showcase | left in {new.parent}, since they are none of this"
            f" warehouse's releases: {', '.join(staying[:5])}{more}"
        )


def _stop_at_obstacle(published_file: str, also: str) -> None:
    """Raise ValueError if something that is not ours is in the way."""
    obstacle = find_obstacle(published_file, also, [])
    if obstacle:
        raise ValueError(f"synthetic_showcase: {obstacle}")


def _stop_at_release_of_another(published: Path, known: Collection[str]) -> None:
    """Raise ValueError if a link leads to where a release stands that the ledger does not know."""
    folder, release = published.parent, published.with_name("release")
    leads_elsewhere = folder.resolve() != Path(os.path.normpath(folder.absolute()))
    if leads_elsewhere and release.is_symlink() and release.readlink().name not in known:
        raise ValueError(
            f"synthetic_showcase: {folder} is a link, or lies behind one, to {folder.resolve()},"
            " where a release of another warehouse stands; name another showcase_published_file"
        )


def keep_files(published_file: str, contents: str, also: str) -> bool:
    """Whether the current release is complete and unchanged. If so, restore the link `also` to it.

    `contents`: the result of `check_files` when it was published.
    """
    published = Path(published_file)
    release = published.with_name("release")
    if not published.is_symlink() or published.readlink() != Path("release", DATABASE):
        return False
    try:
        if check_files(str(release), every_file=True) != contents:
            return False
    except ValueError:
        return False
    _stop_at_obstacle(published_file, also)
    _link_beside(Path(also), release)
    return True


def withdraw_files(published_file: str, release_id: str) -> str:
    """Remove the files of a release, if they still exist. Returns the release's id.

    `release_id`: of a release that the ledger names. No link is followed.
    """
    published = Path(published_file)
    release, releases = published.with_name("release"), published.with_name("releases")
    if release.is_symlink() and release.readlink() == Path("releases", release_id):
        release.unlink()
    if releases.is_dir() and not releases.is_symlink():
        for folder in ownership.candidates(releases):
            if folder.name == release_id:
                ownership.remove(folder)
    return release_id


def _link_beside(link: Path, to: Path) -> None:
    """Make a relative link, which still works when the whole project is moved."""
    if ownership.is_same(link, to):
        return
    link.parent.mkdir(parents=True, exist_ok=True)
    copy = None
    if link.is_dir() and not link.is_symlink():
        # Moved aside in one step: a half-removed copy would not be recognised as ours after a kill.
        copy = tempfile.mkdtemp(prefix=".release.", dir=link.parent)
        link.rename(Path(copy, link.name))
    _link(link, Path(os.path.relpath(to.parent.resolve() / to.name, link.parent.resolve())))
    if copy:
        shutil.rmtree(copy, ignore_errors=True)


def _link(link: Path, to: Path) -> None:
    """Make or replace a link in one step."""
    if link.is_symlink() and link.readlink() == to:
        return
    aside = ownership.aside(link)
    aside.unlink(missing_ok=True)
    aside.symlink_to(to)
    aside.replace(link)
