"""How fast the page of a release is in headless Chromium, and how large.

    python benchmarks/page.py --data FOLDER [--people 150000] [--repeat 20]

Builds so many people of the COVID-19 file up to length 3, which gives more synthetic records than
people, and opens the page from the file system. Printed are medians: milliseconds from the start
of the navigation until everything is drawn, and from a click on a value until the next frame after
the redraw. Values of all columns take their turn, so that one to three are selected.
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

import duckdb
from bench import build, variables
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing that Chromium does by itself may look like the page.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--disable-sync", "--no-first-run"]
# Milliseconds from a click until the frame after it has been drawn.
CLICK = """at => new Promise(done => {
    const buttons = document.querySelectorAll('button.bar');
    const start = performance.now();
    buttons[at % buttons.length].click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
FIRST_VIEW = """() => new Promise(done => requestAnimationFrame(
    () => setTimeout(() => done(performance.now()))))"""


def start_browser(playwright: Playwright) -> Browser:
    """Headless Chromium, as `make browser` finds or installs it.

    Raises: FileNotFoundError where there is none.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise FileNotFoundError(f"no browser; install one of {', '.join(BROWSERS)}")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


def release(people: int, data: Path, folder: Path) -> Path:
    """A release of so many people; returns its page."""
    given = variables("covid", data)
    given |= {"showcase_reporting_length": 3, "showcase_record_limit": people}
    build(given, folder)
    return folder / "release" / "index.html"


def measure(page: Page, path: Path, repeat: int) -> tuple[list[float], list[float]]:
    """Milliseconds of first views and of redraws."""
    views, redraws = [], []
    for _ in range(max(3, repeat // 4)):
        page.goto("about:blank")
        page.goto(path.resolve().as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        views.append(page.evaluate(FIRST_VIEW))
    buttons = page.locator("button.bar").count()
    for turn in range(repeat):
        if turn % 3 == 0:
            page.evaluate("document.getElementById('clear').click()")
        redraws.append(page.evaluate(CLICK, turn * buttons // repeat))
    return views, redraws


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the real tables")
    parser.add_argument("--people", type=int, default=150_000)
    parser.add_argument("--repeat", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = release(given.people, given.data.resolve(), Path(name))
        with duckdb.connect(str(Path(name) / "published.duckdb"), read_only=True) as connection:
            ((records,),) = connection.execute("select count(*) from synthetic_records").fetchall()
            ((counts,),) = connection.execute("select count(*) from aggregates").fetchall()
        browser = start_browser(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        views, redraws = measure(page, path, given.repeat)
        browser.close()
        print(f"{records:,} synthetic records, {counts:,} reported combinations")
        print(f"size of the page: {path.stat().st_size / 1e6:.1f} MB")
        print(f"first view: median {statistics.median(views):.0f} ms of {len(views)}")
        middle, slowest = statistics.median(redraws), max(redraws)
        print(f"redraw: median {middle:.0f} ms, slowest {slowest:.0f} ms of {len(redraws)}")


if __name__ == "__main__":
    main()
