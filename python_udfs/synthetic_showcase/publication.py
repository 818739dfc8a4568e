"""A release as files: written aside, then published by the replacement of one link.

    warehouse/published.duckdb -> release/published.duckdb     a link that stays
    warehouse/release          -> releases/<release id>        the link that is replaced
    warehouse/releases/<release id>/                           written once, never changed
    target/release             -> the same folder as warehouse/release

To replace a link is one step for every reader, so all files are those of the old release or all
are those of the new one, whenever the process is stopped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import release_files
from .interrupts import INTERRUPTS
from .progress import check_stopped
from .release_files import CHECKSUMS, DATABASE, digest, to_disk


def prepare_folder(published_file: str, folder: str) -> str:
    """Make the empty folder of a new release. Returns its path.

    Raises ValueError where something stands in the way of one of the links.
    """
    published = Path(published_file)
    for link in (published, published.with_name("release")):
        if link.is_dir() and not link.is_symlink():
            raise ValueError(f"{link} is a folder, where the release has to stand; move it away")
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)
    return folder


def write_files(folder: str, given: str) -> str:
    """Write the files of a release in a process that never held a sensitive byte. Returns its path.

    `given`: JSON with the arguments of `release_files.write`.
    """
    done = subprocess.run(
        [sys.executable, "-m", release_files.__name__],
        input=given,
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
        # Nothing of dbt's environment, which may hold the key of the sensitive file.
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": os.environ.get("PATH", "")},
    )
    if done.returncode:
        raise ValueError(f"the files of the release could not be written: {done.stderr[-2000:]}")
    for path in Path(folder).iterdir():
        to_disk(path)
    to_disk(Path(folder))
    return folder


def publish_files(folder: str, published_file: str, also: str) -> str:
    """Replace the release by the one in `folder`, and remove the earlier one. Returns its path.

    `also`: path of another link to the release, target/release.
    """
    new, published = Path(folder), Path(published_file)
    release = published.with_name("release")
    with INTERRUPTS.held_back():
        check_stopped()
        _publish(new, published, release, Path(also))
    for other in new.parent.iterdir():
        if other.name != new.name:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def _publish(new: Path, published: Path, release: Path, also: Path) -> None:
    """Have all links lead to the new release."""
    # The links that stay come first: while there is no release yet, they lead nowhere.
    if not published.exists() or published.is_symlink():
        _link(published, Path("release", DATABASE))
    _link_beside(also, release)
    _link(release, Path("releases", new.name))
    _link(published, Path("release", DATABASE))
    to_disk(published.parent)


def keep_files(published_file: str, contents: str, also: str) -> bool:
    """Whether a release stands, whole: then the link `also` to it is there too, if it was removed.

    `contents`: what `check_files` gave when it was published.
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
    _link_beside(Path(also), release)
    return True


def withdraw_files(published_file: str, release_id: str) -> str:
    """Remove the files of a release, where they are still there. Returns the release's id."""
    published = Path(published_file)
    release = published.with_name("release")
    if release.is_symlink() and release.readlink().name == release_id:
        release.unlink()
    folder = published.with_name("releases") / release_id
    if folder.parent == published.with_name("releases") and folder.is_dir():
        shutil.rmtree(folder)
    return release_id


def _link_beside(link: Path, to: Path) -> None:
    """Make a link that still leads there when the project is moved."""
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    _link(link, Path(os.path.relpath(to.parent.resolve() / to.name, link.parent.resolve())))


def _link(link: Path, to: Path) -> None:
    """Make or replace a link in one step."""
    if link.is_symlink() and link.readlink() == to:
        return
    aside = link.with_name(f".{link.name}.new")
    aside.unlink(missing_ok=True)
    aside.symlink_to(to)
    aside.replace(link)


def check_files(folder: str, every_file: bool) -> str:
    """SHA-256 of a release's file of checksums; empty where there is no release.

    `every_file`: also check the contents of each file, and that there is no other. Raises
    ValueError where a file is not what was published.
    """
    sums = Path(folder) / CHECKSUMS
    if not sums.exists():
        return ""
    if every_file:
        lines = sums.read_text(encoding="utf-8").splitlines()
        expected = {line[66:]: line[:64] for line in lines}
        for name in {path.name for path in sums.parent.iterdir()} - {CHECKSUMS} | set(expected):
            path = sums.with_name(name)
            if not path.exists() or digest(path) != expected.get(name):
                raise ValueError(f"{path} is not as it was published")
    return digest(sums)
