"""The page of a release in a real browser: what it shows, beside SQL on the published tables."""

import csv
import hashlib
import io
import json
import re
import shutil

import duckdb
import pytest
from conftest import ROOT, Warehouse
from page import start_browser
from people import write_people_with_lists
from playwright.sync_api import sync_playwright

from synthetic_showcase.release import page, release_files

# For people to look at.
PICTURES = ROOT / "target" / "pictures"
SELECTED = ["gender:Female", "is_sexual_exploitation:1"]


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, as `make test` installs it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        started = start_browser(playwright)
        yield started
        started.close()


class Visit:
    """A page opened from the file system, and what it asked for, wrote or threw."""

    def __init__(self, browser, path, width=1280, height=900, hash="", **options):
        viewport = {"width": width, "height": height}
        self.context = browser.new_context(viewport=viewport, accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        self.address = path.resolve().as_uri()
        self.page.goto(self.address + hash)
        self.page.wait_for_selector("html[data-ready=yes]")

    def toggle(self, attribute):
        self.page.evaluate(
            "text => [...document.querySelectorAll('button.bar')]"
            ".find(b => b.dataset.attribute === text).click()",
            attribute,
        )

    def bars(self):
        """Of each attribute what stands beside its bar: reported count and estimate."""
        read = (
            "() => [...document.querySelectorAll('button.bar')].map(b => [b.dataset.attribute,"
            " b.querySelector('.count').textContent, b.querySelector('.guess').textContent])"
        )
        return {attribute: (count, guess) for attribute, count, guess in self.page.evaluate(read)}

    def summary(self):
        return self.page.inner_text("#summary")

    def download(self, button):
        with self.page.expect_download() as started:
            self.page.click(button)
        return started.value.path().read_text(encoding="utf-8")

    def picture(self, name, **options):
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=PICTURES / f"{name}.png", **options)

    def close(self):
        """Whatever was done: nothing was loaded but the file, and nothing went wrong."""
        self.context.close()
        assert {url.split("#")[0] for url in self.requests} <= {self.address}
        assert self.complaints == []


@pytest.fixture
def visit(browser):
    """Opens pages; each has to end without a request or a complaint."""
    opened = []

    def open_page(*arguments, **options):
        opened.append(Visit(browser, *arguments, **options))
        return opened[-1]

    yield open_page
    for each in opened:
        each.close()


def file_of(warehouse):
    return warehouse.folder / "release" / page.NAME


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """A release with a list in one column, and a page with all that can be set."""
    warehouse = Warehouse(tmp_path_factory.mktemp("list"))
    labels = {"gender": "Gender", "age_band": {"label": "Age", "values": {"9--17": "Minors"}}}
    warehouse.build(
        multi_value_columns={"means_of_control": ";"},
        title="Cases",
        language="fr",
        labels=labels,
        page_groups={"Exploitation": ["is_forced_labour", "is_sexual_exploitation"]},
        pages={
            "Personnes": ["gender", "age_band"],
            "Faits": ["means_of_control", "Exploitation", "year_of_registration"],
        },
        colours={"reported": "#004488"},
        citation="Nous, 2026.",
    )
    return warehouse


def number(text):
    return int(text.replace(",", ""))


def reported_beside(warehouse, selected):
    """Reported counts of the combinations of what is selected and one more attribute, by SQL."""
    rows = warehouse.rows(f"""
        select m.attribute, any_value(a.reported_count)
        from aggregates as a
        inner join aggregate_attributes as m using (combination_id)
        where a.length = {len(selected) + 1}
            and (select count(*) from aggregate_attributes as o
                where o.combination_id = a.combination_id and o.attribute in {(*selected, "")})
                = {len(selected)}
            and m.attribute not in {(*selected, "")}
        group by m.attribute""")
    return dict(rows)


def synthetic_beside(warehouse, selected):
    """Synthetic records that have what is selected, by attribute, by SQL."""
    having = f"count(*) filter (attribute in {(*selected, '')}) = {len(selected)}"
    rows = warehouse.rows(f"""
        select attribute, count(*) from synthetic_attributes
        where synthetic_id in (
            select synthetic_id from synthetic_attributes group by synthetic_id having {having}
        )
        group by attribute""")
    return dict(rows)


def test_numbers_are_those_of_the_published_tables(example, visit):
    shown = visit(file_of(example))
    attributes = [row[0] for row in example.rows("select attribute from attribute_dimension")]
    for selected in ([], SELECTED[:1], SELECTED):
        for attribute in selected[-1:]:
            shown.toggle(attribute)
        reported = reported_beside(example, selected)
        synthetic = synthetic_beside(example, selected)
        bars = shown.bars()
        assert sorted(bars) == sorted(attributes)
        others = [
            a for a in attributes if a.split(":")[0] not in [s.split(":")[0] for s in selected]
        ]
        for attribute in others:
            count, guess = bars[attribute]
            wanted = reported.get(attribute)
            assert count == ("< 10" if wanted is None else f"{wanted:,}")
            wanted = synthetic.get(attribute, 0)
            assert guess == (f"{wanted:,}" if wanted else "none")
    # What all of the selected hold: the pair itself.
    ((pair,),) = example.rows(
        f"select reported_count from aggregates where selections = '{';'.join(SELECTED)}'"
    )
    both = synthetic_beside(example, SELECTED)[SELECTED[0]]
    assert shown.summary() == f"Reported: {pair:,}. Estimate: {both:,} synthetic records."
    shown.picture("two_selected")


def test_beyond_the_reported_length_there_is_the_estimate_alone(example, visit):
    shown = visit(file_of(example))
    selected = [*SELECTED, "citizenship:PHL"]
    for attribute in selected:
        shown.toggle(attribute)
    synthetic = synthetic_beside(example, selected)
    for attribute, (count, guess) in shown.bars().items():
        if attribute.split(":")[0] in ("age_band", "year_of_registration"):
            wanted = synthetic.get(attribute, 0)
            assert (count, guess) == ("", f"~ {wanted:,}" if wanted else "~ none")
    # The column of a selection is not filtered by it: its bars are combinations of three.
    assert shown.bars()["gender:Female"][0] != ""


def test_several_values_of_a_column_are_added(example, visit):
    shown = visit(file_of(example))
    shown.toggle("gender:Female")
    shown.toggle("gender:Male")
    women = reported_beside(example, ["gender:Female"])
    men = reported_beside(example, ["gender:Male"])
    counted = shown.bars()
    for attribute, (count, _) in counted.items():
        if not attribute.startswith("gender:"):
            both = [part[attribute] for part in (women, men) if attribute in part]
            wanted = {2: f"{sum(both):,}", 1: f"≥ {sum(both):,}", 0: "< 20"}[len(both)]
            assert count == wanted
    # Its own column is not filtered by what is selected in it.
    assert number(counted["gender:Male"][0]) == reported_beside(example, [])["gender:Male"]


def test_all_values_of_a_list_that_are_selected_have_to_be_there(cases, visit):
    shown = visit(file_of(cases))
    tabs = shown.page.locator("[role=tab]").all_inner_texts()
    assert tabs == ["Personnes", "Faits", "Puis-je m\u2019y fier ?", "Emporter"]
    assert shown.page.title() == shown.page.inner_text("h1") == "Cases"
    assert shown.page.get_attribute("html", "lang") == "fr"
    assert shown.page.locator(".panel:visible h2").all_inner_texts() == ["Gender", "Age"]
    assert "Minors" in shown.page.inner_text("main")
    blue = shown.page.locator(".bar .solid").first
    assert blue.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 68, 136)"

    shown.page.click("text=Faits")
    shown.picture("pages_in_french")
    assert shown.page.locator(".panel:visible h2").all_inner_texts() == [
        "means_of_control",
        "Exploitation",
        "year_of_registration",
    ]
    assert shown.page.locator(".panel:visible .chart svg").bounding_box()["width"] > 200
    selected = ["means_of_control:Debt bondage", "means_of_control:Threats"]
    for attribute in selected:
        shown.toggle(attribute)
    reported, synthetic = (
        reported_beside(cases, selected),
        synthetic_beside(cases, selected),
    )
    for attribute, (count, guess) in shown.bars().items():
        if attribute not in selected:
            wanted = reported.get(attribute)
            assert count.replace("\u202f", "") == ("< 10" if wanted is None else str(wanted))
            wanted = synthetic.get(attribute, 0)
            assert guess.replace("\u202f", "") == (str(wanted) if wanted else "aucun")
    shown.page.click("text=Emporter")
    assert "Nous, 2026." in shown.page.inner_text("main")
    read = list(csv.reader(io.StringIO(shown.download("#take_records"))))
    wanted = cases.rows(f"""
        select * from synthetic_records where synthetic_id in (
            select synthetic_id from synthetic_attributes where attribute in {(*selected,)}
            group by all having count(*) = 2
        ) order by 1""")
    assert read[1:] == [["" if v is None else str(v) for v in row] for row in wanted]


def test_what_is_selected_can_be_taken_away(example, visit):
    shown = visit(file_of(example))
    shown.toggle("gender:Female")
    shown.page.get_by_role("tab", name="Take away").click()

    rows = list(csv.reader(io.StringIO(shown.download("#take_aggregates"))))
    wanted = example.rows("""
        select length, selections, reported_count, null from aggregates
        where combination_id in (
            select combination_id from aggregate_attributes where attribute = 'gender:Female'
        )""")
    assert rows[0] == ["length", "selections", "reported_count", "standard_error"]
    assert sorted(map(tuple, rows[1:])) == sorted((str(n), s, str(c), "") for n, s, c, _ in wanted)

    rows = list(csv.DictReader(io.StringIO(shown.download("#take_counts"))))
    reported = reported_beside(example, ["gender:Female"])
    names = example.rows("select column_name, value, attribute from attribute_dimension")
    attributes = {(column, value): attribute for column, value, attribute in names}
    for row in rows:
        if row["column_name"] != "gender":
            attribute = attributes.pop((row["column_name"], row["value"]))
            assert row["reported_count"] == str(reported.get(attribute, ""))
    assert {column for column, _ in attributes} == {"gender"}

    dictionary = (file_of(example).with_name("data_dictionary.csv")).read_text(encoding="utf-8")
    assert shown.download("#take_dictionary") == dictionary
    ((release,),) = example.rows("select release_id from release")
    assert release in shown.page.inner_text("main")


def test_clear_undo_and_the_address(example, visit):
    shown = visit(file_of(example))
    first = shown.bars()
    for attribute in SELECTED:
        shown.toggle(attribute)
    second = shown.bars()
    assert second != first
    address = shown.page.url
    again = visit(file_of(example), hash="#" + address.split("#")[1])
    assert again.bars() == second
    shown.page.click("#clear")
    assert shown.bars() == first
    assert "#" not in shown.page.url or shown.page.url.endswith("#")
    shown.page.click("#undo")
    assert shown.bars() == second
    shown.page.locator(".chip").first.click()
    shown.page.locator(".chip").first.click()
    assert shown.bars() == first
    assert shown.page.is_disabled("#clear")
    # What the release does not have is passed over.
    strange = visit(file_of(example), hash="#is=gender%3ANobody&view=Nowhere")
    assert strange.bars() == first


def test_keyboard_alone(example, visit):
    shown = visit(file_of(example))
    press = shown.page.keyboard.press

    def focused():
        return shown.page.evaluate(
            "() => document.activeElement.dataset.attribute || document.activeElement.id"
            " || document.activeElement.className"
        )

    press("Tab")
    assert focused() == "skip"
    press("Tab")
    assert focused() == "tab-0"
    press("ArrowRight")
    assert focused() == "tab-1"
    assert shown.page.is_visible("text=What is guaranteed")
    press("ArrowLeft")
    press("Tab")
    assert focused().startswith("year_of_registration:")
    press("End")
    press("ArrowUp")
    press("Tab")
    assert focused().startswith("gender:")
    press("ArrowDown")
    attribute = focused()
    press("Enter")
    button = shown.page.locator(f'button.bar[data-attribute="{attribute}"]')
    assert button.get_attribute("aria-pressed") == "true"
    assert attribute.split(":")[1] in button.get_attribute("aria-label")
    press("Shift+Tab")
    press("Shift+Tab")
    assert focused() == "clear"
    press("Enter")
    assert button.get_attribute("aria-pressed") == "false"


def test_small_and_large_dark_and_light(example, visit):
    for width, height, scheme in [(360, 740, "light"), (360, 740, "dark"), (3840, 2160, "light")]:
        shown = visit(file_of(example), width=width, height=height, color_scheme=scheme)
        shown.picture(f"explore_{width}_{scheme}")
        for tab in ("Take away", "Can I trust it?"):
            shown.page.get_by_role("tab", name=tab).click()
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
        shown.picture(f"trust_{width}_{scheme}")
    background = shown.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"


def test_what_is_told_of_trust(example, visit):
    shown = visit(file_of(example))
    shown.page.get_by_role("tab", name="Can I trust it?").click()
    text = shown.page.inner_text("main")
    ((guarantee, released),) = example.rows("select guarantee, released_at::varchar from release")
    assert guarantee in text and released[:16] in text
    assert "It is not differential privacy" in text
    for length, combinations, error in example.rows(
        "select length, combinations, error from quality_by_length"
    ):
        assert re.search(rf"\b{length}\s+{combinations:,}\s+{round(error, 3):g}\s", text)
    shown.page.wait_for_selector("#quality-length svg .mark-rect path", state="attached")
    shown.page.wait_for_selector("#quality-count svg .mark-rect path", state="attached")
    shown.picture("trust", full_page=True)


HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><img src=x onerror='window.ran = 1'>",
    """"quoted" & 'quoted' \\ : ; ` ${window.ran = 1}""",
    "\u202eعربي right to left\u202c",
    "line\u2028break<!--",
    "x" * 10_000,
]


def test_hostile_values_are_text(warehouse, visit):
    column = "<b onmouseover=window.ran=1>"
    path = warehouse.folder / "hostile.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([column, "year"])
        writer.writerows([value, str(2000 + i % 3)] for i in range(60) for value in HOSTILE)
    warehouse.build(
        input_file=str(path),
        title="</title><script>window.ran = 1</script>",
        description="<img src=x onerror='window.ran = 1'>",
        labels={"year": "<i>year</i>"},
    )
    shown = visit(file_of(warehouse))
    names = shown.page.locator(".bar .name").all_text_contents()
    assert set(HOSTILE) <= set(names)
    # A chip, the description of a chart, and all tabs with the values in them.
    for place in range(len(HOSTILE)):
        shown.page.locator("button.bar").nth(place).click()
    shown.page.locator(".chip").first.hover()
    shown.picture("hostile")
    titles = shown.page.locator("h2").all_text_contents()
    assert column in titles and "<i>year</i>" in titles
    assert shown.page.inner_text("h1") == "</title><script>window.ran = 1</script>"
    shown.page.get_by_role("tab", name="Take away").click()
    read = list(csv.reader(io.StringIO(shown.download("#take_records"))))
    assert {row[1] for row in read[1:]} == set(HOSTILE)
    assert shown.page.evaluate("window.ran") is None
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 1280
    again = visit(file_of(warehouse), hash="#" + shown.page.url.split("#")[1])
    assert again.bars() == shown.bars()


def test_with_differential_privacy_bars_have_their_error(warehouse, visit):
    warehouse.build(**write_people_with_lists(warehouse.folder))
    shown = visit(file_of(warehouse))
    counts = {
        text: (count, error)
        for text, count, error in warehouse.rows(
            "select selections, reported_count, standard_error from aggregates where length = 1"
        )
    }
    for attribute, (text, _) in shown.bars().items():
        count, error = counts[attribute]
        assert text == f"{count:,} ± {round(1.959964 * error):,}"
    assert shown.page.locator(".track .whisker:visible").count() == len(counts)
    shown.picture("private")
    texts = {text for text, _ in shown.bars().values()}
    shown.toggle("town:A")
    shown.toggle("work:x")
    texts |= {text for text, _ in shown.bars().values()}
    assert not any("<" in text for text in texts)
    shown.page.get_by_role("tab", name="Can I trust it?").click()
    text = shown.page.inner_text("main")
    assert "has spent epsilon 1 of 1, over 1 charges" in text and "neighbour relation" in text


def told_by(text):
    """What a page tells as JSON."""
    found = re.search(r'<script type="application/json" id="told">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1])


def made_again(warehouse, folder, change="select 1", count=None):
    """The page of a copy of the published file, after a change; told of so many of its tables."""
    told = told_by(file_of(warehouse).read_text(encoding="utf-8"))
    shutil.copy(warehouse.folder / "published.duckdb", folder / "only.duckdb")
    with duckdb.connect(str(folder / "only.duckdb")) as connection:
        names = connection.execute("select table_name from duckdb_tables()").fetchall()
        connection.execute(change)
        tables = [{"name": name} for (name,) in names][:count]
        return page.build(connection, tables, told["facts"], told["settings"], told["dictionary"])


def test_the_page_is_made_of_the_published_file_alone(example, tmp_path):
    assert made_again(example, tmp_path) == file_of(example).read_text(encoding="utf-8")
    # A release without one of the tables has no page.
    assert made_again(example, tmp_path, count=3) is None


def test_however_many_records_are_taken_at_once_the_page_is_the_same(cases, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "SLICE", 777)
    assert made_again(cases, tmp_path) == file_of(cases).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "change", ["attribute = 'gender:Nobody'", "synthetic_id = 0", "synthetic_id = 1000000"]
)
def test_an_attribute_of_no_record_or_that_is_unknown_makes_no_page(cases, tmp_path, change):
    change = f"update synthetic_attributes set {change} where synthetic_id = 5"
    with pytest.raises(ValueError, match="belong to no synthetic record, or have an attribute"):
        made_again(cases, tmp_path, change)


def test_the_page_may_run_its_own_scripts_only(example):
    text = file_of(example).read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1]
    assert policy.startswith("default-src &#x27;none&#x27;; script-src &#x27;sha256-")
    assert "unsafe-eval" not in policy and policy.count("sha256-") == 2
    sums = file_of(example).with_name(release_files.CHECKSUMS).read_text()
    assert f"{hashlib.sha256(text.encode()).hexdigest()}  index.html" in sums
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", text.split('id="told"')[0])


def test_a_release_of_nothing_says_so(warehouse, visit):
    path = warehouse.folder / "unique.csv"
    path.write_text("badge,town\n" + "".join(f"n{i},t{i}\n" for i in range(30)))
    warehouse.build(input_file=str(path))
    shown = visit(file_of(warehouse))
    assert "no value is shared by 10 records or more" in shown.page.inner_text("main")
    shown.page.get_by_role("tab", name="Can I trust it?").click()
    shown.page.wait_for_timeout(300)
    shown.page.get_by_role("tab", name="Take away").click()
    rows = shown.download("#take_records").splitlines()
    assert rows == ["synthetic_id"]


def test_every_text_is_in_every_language_and_used():
    texts = json.loads((page.FILES / "texts.json").read_text(encoding="utf-8"))
    script = (page.FILES / "page.js").read_text(encoding="utf-8")
    names = {name for name in texts["en"] if name not in ("title", "no_script")}
    for language in texts.values():
        assert set(language) == set(texts["en"])
        for name, text in language.items():
            places = [set(re.findall(r"{(\w+)}", str(t))) for t in (text, texts["en"][name])]
            assert places[0] == places[1], name
    made = {f"{name}_explained" for name in names}
    unused = {n for n in names - made if not re.search(rf'texts\.{n}\b|"{n}"', script)}
    assert unused == set()


def test_without_a_page_the_release_has_none(copied_example):
    warehouse = copied_example
    assert file_of(warehouse).exists()
    warehouse.build(page=False)
    assert not file_of(warehouse).exists()
    assert file_of(warehouse).with_name("RELEASE.html").exists()


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("language", "de", "showcase_language must be one of en, fr"),
        ("colours", {"reported": "blue"}, "showcase_colours must be a colour as in '#0072b2'"),
        ("colours", {"other": "#0072b2"}, "showcase_colours must be a colour as in '#0072b2'"),
        ("pages", {"One": "gender"}, "showcase_pages must be a list of names"),
        ("page_groups", {"One": []}, "showcase_page_groups must be a list of names"),
        ("labels", {"gender": 1}, "showcase_labels must be a label"),
        ("labels", {"gender": {"lable": "Gender"}}, "showcase_labels must be a label"),
        ("page", "yes", "showcase_page must be true or false"),
        ("title", 7, "showcase_title must be text"),
        ("pages", {"One": ["gendre"]}, "showcase_pages must be a name of what is published"),
        ("page_groups", {"One": ["gendre"]}, "showcase_page_groups must be a name of what"),
        ("labels", {"gendre": "Gender"}, "showcase_labels must be a name of what is published"),
    ],
)
def test_a_wrong_option_stops_before_any_work(warehouse, option, value, message):
    given = {"input_file": str(ROOT / "seeds" / "example_cases.csv"), option: value}
    build = warehouse.dbt("build", **given)
    assert build.code != 0
    assert message in " ".join(build.output.split())
    assert not (warehouse.folder / "release").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("pages", {"One": ["gender", "nobody"]}),
        ("page_groups", {"One": ["nobody"]}),
        ("labels", {"nobody": "Nobody"}),
    ],
)
def test_a_wrong_name_stops_at_the_first_look_at_a_model(warehouse, option, value):
    build = warehouse.dbt("build", **{option: value})
    assert build.code != 0
    said = f"showcase_{option} must be a name of what is published: year_of_registration, gender"
    assert said in " ".join(build.output.split())
    assert 'it is "nobody"' in " ".join(build.output.split())
    tables = "select table_name from duckdb_tables()"
    assert ("input_records",) not in warehouse.rows(tables, "sensitive")
    assert ("combination_counts",) not in warehouse.rows(tables, "sensitive")


def test_kinds_of_columns_and_the_order_of_values(warehouse):
    path = warehouse.folder / "kinds.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["age", "registered", "asked", "level", "code", "flag", "town"])
        for i in range(400):
            year, month = 2019 + i % 2, 1 + i % 12
            row = [i % 100, f"{year}-{month:02}-15", year, i % 10, 100 + i % 20, 1, "xyz"[i % 3]]
            writer.writerow(row)
    bands = {"age": [9, 18, 65], "registered": "quarter"}
    given = {"bands": bands, "sensitive_zeros": ["level"], "labels": {"town": "Town"}}
    warehouse.build("--select", "+showcase_attribute_dimension", input_file=str(path), **given)
    query = """
        select column_name, any_value(column_kind), list(value order by value_position),
            list(first_day::varchar order by value_position), any_value(column_label)
        from published.attribute_dimension
        group by column_name, column_position order by column_position"""
    rows = warehouse.rows(query, "sensitive")
    found = {name: (kind, values, days, label) for name, kind, values, days, label in rows}
    assert found["age"][:2] == ("ordered", ["(below 9)", "09-17", "18-64", "65+"])
    assert found["registered"][0] == "period"
    assert list(zip(*found["registered"][1:3], strict=True))[:2] == [
        ("2019-Q1", "2019-01-01"),
        ("2019-Q2", "2019-04-01"),
    ]
    assert found["asked"][0] == "year" and found["asked"][2][0] == "2019-01-01"
    assert found["level"][:2] == ("ordered", [str(level) for level in range(10)])
    assert (found["code"][0], found["flag"][0], found["town"][0]) == ("category", "yes", "category")
    assert (found["town"][3], found["age"][3]) == ("Town", "age")


def test_bi_tools_join_the_long_tables_by_attribute(example):
    folder = file_of(example).parent
    with duckdb.connect() as connection:
        for name in ("attribute_dimension", "synthetic_attributes", "aggregate_attributes"):
            connection.execute(f"create table {name} as from '{folder}/{name}.parquet'")
        ((attributes, distinct),) = connection.execute(
            "select count(*), count(distinct attribute) from attribute_dimension"
        ).fetchall()
        assert attributes == distinct
        for name in ("synthetic_attributes", "aggregate_attributes"):
            strange = (
                f"from {name} anti join attribute_dimension using (attribute, column_name, value)"
            )
            assert connection.execute(strange).fetchall() == []
        estimates = connection.execute("""
            select value_label, count(distinct synthetic_id)
            from synthetic_attributes inner join attribute_dimension using (attribute)
            where column_label = 'gender' group by all""").fetchall()
        counts = connection.execute(f"""
            select value_label, sum(reported_count)
            from '{folder}/aggregates.parquet'
            inner join aggregate_attributes using (combination_id)
            inner join attribute_dimension using (attribute)
            where length = 1 and column_label = 'gender' group by all""").fetchall()
    assert dict(estimates) == dict(counts) and len(counts) == 3
