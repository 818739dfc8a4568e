"""The sources of the docs: the hand-written pages, and reference pages made from the code.

    python scripts/make_docs.py             gather the pages in target/docs_source, for mkdocs
    python scripts/make_docs.py --check     look at the built site in target/docs

Both stop with a list where something that a user needs is not documented, or a link leads nowhere.
Everything is read from files, without dbt: it needs jinja2 and PyYAML alone.
"""

import ast
import html
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jinja2
import yaml

ROOT = Path(__file__).resolve().parents[1]
PARTS_OF_A_CHECK = ["Example", "Reason to flag", "How to remediate"]
# The search shows guides and reference before reasons and history.
FOUND_LAST = "---\nsearch:\n  boost: 0.3\n---\n\n"
MACRO = re.compile(r"{%-?\s*macro\s+(\w+)\((.*?)\)\s*-?%}", re.S)


class _Macros:
    """What `synthetic_showcase.<name>()` gives in a macro, by rendering the file of that name."""

    def __init__(self, root):
        self.root = root

    def __getattr__(self, name):
        return lambda: _render(self.root, name)


def _render(root, name):
    """What a macro without arguments returns, with the options of a project that sets none."""
    path = next((root / "macros").rglob(f"{name}.sql"))
    returned = []
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    environment.globals.update(
        {
            "return": lambda value: returned.append(value) or "",
            "var": lambda name, default=None: default,
            "project_name": "my_project",
            "synthetic_showcase": _Macros(root),
            "none": None,
        }
    )
    environment.from_string(path.read_text() + "{{ " + name + "() }}").render()
    return returned[0]


def _strip(name):
    return name.removeprefix("showcase_")


def _yaml_files(root, folder):
    for path in sorted((root / folder).rglob("*.yml")):
        yield path, yaml.safe_load(path.read_text()) or {}


def read_options(root=ROOT):
    """{option without prefix: what the table of options says of it}."""
    return _render(root, "showcase_options")


def read_tables(root=ROOT):
    """The published tables, [{name, description, columns}], as models/release describes them."""
    tables = []
    for _, contents in _yaml_files(root, "models/release"):
        for model in contents.get("models", []):
            alias = model.get("config", {}).get("alias", _strip(model["name"]))
            tables.append(model | {"name": alias, "model": model["name"]})
    return tables


def read_check_names(root=ROOT):
    """Names of the checks: those of the verdict, and the models of findings."""
    names = []
    verdicts = [root / "macros" / "checks" / "verdict", root / "macros" / "differential_privacy"]
    for path in sorted(path for folder in verdicts for path in folder.rglob("*.sql")):
        text = path.read_text()
        names += re.findall(r"'name': '(\w+)'", text)
        names += re.findall(r"'(\w+)' as check_name", text)
        for attacks in re.findall(r"set attacks = {(.*?)}", text, re.S):
            names += re.findall(r"'(\w+)':", attacks)
    for _, contents in _yaml_files(root, "models"):
        for model in contents.get("models", []):
            if model.get("description", "").startswith("Finding:"):
                names.append(_strip(model["name"]))
    return sorted({_strip(name) for name in names})


def read_check_pages(root=ROOT):
    """{check: its text}, from the headings of docs/reference/checks.md."""
    text = (root / "docs" / "reference" / "checks.md").read_text()
    parts = re.split(r"^### `?(\w+)`?\s*$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def read_signatures(root=ROOT):
    """{public macro: (file, [(argument, default)])}; a materialization as dbt names it."""
    signatures = {}
    for path in sorted((root / "macros").rglob("*.sql")):
        if path.name.startswith("_"):
            continue
        text = path.read_text()
        found = dict(MACRO.findall(text))
        names = [path.stem, *(f"{kind}__{path.stem}" for kind in ("default", "duckdb", "spark"))]
        given = next((found[name] for name in names if name in found), None)
        if given is None:
            names = re.findall(r"{%-?\s*materialization (\w+), adapter='(\w+)'", text)
            for name, adapter in names:
                signatures[f"materialization_{name}_{adapter}"] = (path, [])
            continue
        # The default of an argument is written in Jinja, of which Python reads what stands here.
        given = re.sub(r"\b(none|true|false)\b", lambda match: match[0].capitalize(), given)
        arguments = ast.parse(f"def macro({given}): pass").body[0].args
        defaults = [None] * (len(arguments.args) - len(arguments.defaults)) + arguments.defaults
        signatures[path.stem] = (
            path,
            [
                (argument.arg, default and ast.unparse(default))
                for argument, default in zip(arguments.args, defaults, strict=True)
            ],
        )
    return signatures


def read_macros(root=ROOT):
    """{macro: (its description in YAML, file)}."""
    return {
        macro["name"]: (macro, path)
        for path, contents in _yaml_files(root, "macros")
        for macro in contents.get("macros", [])
    }


def _slug(heading):
    """The anchor of a heading, as Python-Markdown and GitHub make it."""
    text = re.sub(r"[`*]|\[([^]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", text))


def _outside_code(text):
    return re.sub(r"^( *)```.*?^\1```", "", text, flags=re.M | re.S)


def _headings(path):
    """[(level, heading, anchor)] of a page."""
    found = re.findall(r"^(#{1,6}) +(.+?)\s*$", _outside_code(path.read_text()), re.M)
    return [(len(marks), heading, _slug(heading)) for marks, heading in found]


def _links(path):
    return re.findall(r"(?<!\\)\]\(<?([^)\s>]+)>?\)", _outside_code(path.read_text()))


def find_dead_links(root=ROOT):
    """Links of README.md that lead nowhere. Those of the pages are looked at by mkdocs."""
    problems = []
    for link in _links(root / "README.md"):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = root / unquote(parts.path) if parts.path else root / "README.md"
        if not target.exists():
            problems.append(f"README.md links to {link}, which is not there")
        elif parts.fragment and parts.fragment not in [anchor for *_, anchor in _headings(target)]:
            problems.append(f"README.md links to {link}, and there is no such heading")
    return problems


def find_unknown_names(root=ROOT):
    """Names of options and of files to install that do not exist; decisions are of their time."""
    known = {f"showcase_{name}" for name in read_options(root)} | set(read_signatures(root))
    known |= {path.stem for folder in ("models", "seeds") for path in (root / folder).rglob("*.*")}
    renamed = {f"showcase_{name}" for name in _render(root, "_renamed_options")}
    problems = []
    for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        if path.parent.name == "decisions":
            continue
        old = renamed if path.name == "upgrading.md" else set()
        for name in sorted(set(re.findall(r"(?<![\w.])showcase_[a-z_0-9]+\b", path.read_text()))):
            if name not in known | old and not name.endswith("_"):
                problems.append(f"{path.relative_to(root)} names {name}, which does not exist")
        for name in sorted(set(re.findall(r"\brequirements[\w/-]*\.txt", path.read_text()))):
            if not (root / name).exists():
                problems.append(f"{path.relative_to(root)} names {name}, which is not there")
    return problems


def find_gaps(root=ROOT):
    """What the code has and the docs lack, or the other way round, in words."""
    problems = []
    for name, option in read_options(root).items():
        if not str(option.get("description") or "").strip():
            problems.append(f"option showcase_{name} has no description")
        if "default" not in option:
            problems.append(f"option showcase_{name} has no default")

    models = {path.stem for path in (root / "models").rglob("*.sql")}
    release = {path.stem for path in (root / "models" / "release").glob("*.sql")}
    tables = read_tables(root)
    for name in sorted(release - {table["model"] for table in tables}):
        problems.append(f"published table {name} has no entry in models/release")
    for table in tables:
        if table["model"] not in models:
            problems.append(f"published table {table['name']} is described and does not exist")
        for part in [table, *table.get("columns", [])]:
            if not str(part.get("description") or "").strip():
                problems.append(f"published table {table['name']}: {part['name']} is not described")

    checks, pages = read_check_names(root), read_check_pages(root)
    for name in sorted(set(checks) - set(pages)):
        problems.append(f"check {name} has no heading in docs/reference/checks.md")
    for name in sorted(set(pages) - set(checks)):
        problems.append(f"docs/reference/checks.md describes {name}, which is no check")
    for name, text in pages.items():
        for part in PARTS_OF_A_CHECK:
            if f"**{part}.**" not in text:
                problems.append(f"docs/reference/checks.md says nothing under '{part}' of {name}")

    signatures, macros = read_signatures(root), read_macros(root)
    for name in sorted(set(signatures) - set(macros)):
        path = signatures[name][0].relative_to(root)
        problems.append(f"macro {name} has no entry in {path.parent}/_macros.yml")
    for name in sorted(set(macros) - set(signatures)):
        problems.append(f"macro {name} is described in YAML and is no public macro")
    for name in sorted(set(macros) & set(signatures)):
        macro, path = macros[name]
        where = f"macro {name} in {path.relative_to(root)}"
        if signatures[name][0].parent != path.parent:
            problems.append(f"{where}: the macro is in another folder")
        if not str(macro.get("description") or "").strip():
            problems.append(f"{where} has no description")
        arguments = macro.get("arguments", [])
        described, real = [a["name"] for a in arguments], [a for a, _ in signatures[name][1]]
        if described != real:
            problems.append(f"{where} has the arguments {described}, and its signature {real}")
        for argument in arguments:
            if not argument.get("type") or not str(argument.get("description") or "").strip():
                problems.append(f"{where}: {argument['name']} needs a type and a description")
    return problems + find_unknown_names(root) + find_dead_links(root)


def _shown(value):
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int | float):
        return f"`{value}`"
    return (
        f"`{yaml.safe_dump(value, default_flow_style=True, width=10**6, sort_keys=False).strip()}`"
    )


def _allowed(option):
    """What an option may be, in words."""
    if option["kind"] == "mapping":
        return f"mapping: {option['shape']}"
    if option.get("by_column"):
        return f"{option['kind']}, or mapping of columns to lists"
    if option.get("all"):
        return f"true, or {option['kind']} of {option['all']}"
    choices = option.get("choices", [])
    if isinstance(choices, dict):
        return "; ".join(
            f"{'on Spark' if key == 'spark' else f'with `{key}`'}: "
            + ", ".join(map(_shown, values))
            for key, values in choices.items()
        )
    parts = [_shown(choice) for choice in choices]
    if "above" in option:
        parts.append(f"{option['kind']} above {option['above']} and below {option['below']}")
    elif "most" in option:
        parts.append(f"{option['kind']}, {option['least']} to {option['most']}")
    elif "least" in option:
        parts.append(f"{option['kind']}, {option['least']} or more")
    return ", ".join(parts) or option["kind"]


def _cell(text):
    return re.sub(r"\s+", " ", str(text)).strip().replace("|", "\\|")


def _explained_in(root, word):
    """Links to the sections of the guides that name an option."""
    links = []
    for path in sorted((root / "docs").glob("guides/*.md")) + sorted(
        (root / "docs").glob("explanation/*.md")
    ):
        anchor = title = None
        in_code = False
        for line in path.read_text().splitlines():
            in_code ^= line.startswith("```")
            heading = re.match(r"(#{1,3}) +(.+)", line)
            if heading and not in_code:
                title, anchor = heading[2], _slug(heading[2])
            if re.search(rf"\b{word}\b", line) and anchor:
                link = f"[{title}](../{path.parent.name}/{path.name}#{anchor})"
                if link not in links:
                    links.append(link)
    return links


def _with_links(text, options, page):
    """A page on which each option that stands as code, but in headings and blocks, is a link."""
    in_code, lines = False, []
    for line in text.split("\n"):
        in_code ^= line.startswith("```")
        if not in_code and not line.startswith(("#", "    ")):
            line = re.sub(
                r"(?<!\[)`showcase_(\w+)`",
                lambda match: (
                    f"[{match[0]}]({page}#showcase_{match[1]})" if match[1] in options else match[0]
                ),
                line,
            )
        lines.append(line)
    return "\n".join(lines)


def _as_code(text):
    """A description in YAML with the names of options as code, as they are not for a terminal."""
    parts = text.split("`")
    parts[::2] = [re.sub(r"\bshowcase_[a-z_]+\b", r"`\g<0>`", part) for part in parts[::2]]
    return "`".join(parts)


def _options_page(root):
    options = read_options(root)
    lines = [
        "# Options",
        "",
        "An option is a variable of dbt. Give it in the command, "
        "`dbt build --vars '{showcase_title: Cases}'`, or under `vars:` in `dbt_project.yml` or "
        "`vars.yml`. A wrong value, a column that does not exist or an unknown option stops the "
        "build before any work, with a message that names the option and what it may be.",
        "",
        "| Option | Default | What it does |",
        "| --- | --- | --- |",
    ]
    for name, option in options.items():
        lines.append(
            f"| [`showcase_{name}`](#showcase_{name}) | {_cell(_shown(option['default']))} "
            f"| {_cell(option['description'])} |"
        )
    for name, option in options.items():
        lines += ["", f"## showcase_{name}", "", str(option["description"]).strip(), ""]
        lines += [
            f"- **Default:** {_shown(option['default'])}",
            f"- **Values:** {_allowed(option)}",
        ]
        if option.get("guarantee"):
            reason = f": {option['reason']}" if option.get("reason") else ""
            lines.append(f"- **Only with** `showcase_guarantee: {option['guarantee']}`{reason}")
        if option.get("not_on_spark"):
            lines.append(f"- **Not on Spark**, where {option['not_on_spark']}")
        explained = _explained_in(root, f"showcase_{name}")
        if explained:
            lines.append(f"- **Explained in** {', '.join(explained)}")
    return "\n".join(lines) + "\n"


def _tables_page(root):
    lines = [
        "# Published tables",
        "",
        "These tables are a release. Each is in the DuckDB file, and as Parquet and CSV in "
        "`target/release/`, with `data_dictionary.csv` for the columns.",
        "",
    ]
    for table in read_tables(root):
        lines += [f"## {table['name']}", "", _as_code(table["description"]).strip(), ""]
        lines += ["| Column | Type | Description |", "| --- | --- | --- |"]
        for column in table.get("columns", []):
            kind, text = column.get("data_type", ""), _cell(_as_code(column["description"]))
            lines.append(f"| `{column['name']}` | {kind} | {text} |")
        if table["name"] == "synthetic_records":
            lines.append("| *your columns* | varchar | The columns of your table, as text |")
        lines.append("")
    return "\n".join(lines)


def _macros_page(root):
    signatures, macros = read_signatures(root), read_macros(root)
    lines = [
        "# Public macros",
        "",
        "With these macros you write models for a further sensitive table "
        "([how](../guides/more-tables.md)). Call them as `synthetic_showcase.<name>(...)`. "
        "A macro that begins with `_` is not public and may change in any version.",
        "",
        "A macro that *returns SQL* is the whole body of a model. An argument that is left out "
        "takes the value of the option that its description names. To read the SQL that a macro "
        "became, see [reading the SQL that ran]"
        "(../explanation/how-it-works.md#reading-the-sql-that-ran).",
        "",
    ]
    folder = None
    for name, (path, given) in sorted(signatures.items(), key=lambda item: item[1][0]):
        if path.parent != folder:
            folder = path.parent
            lines += [f"## {folder.relative_to(root / 'macros')}", ""]
        macro, _ = macros[name]
        arguments = [a if default is None else f"{a}={default}" for a, default in given]
        call = ", ".join(arguments)
        if len(name) + len(call) > 75:
            call = "\n    " + ",\n    ".join(arguments) + "\n"
        call = re.sub(r"\b(None|True|False)\b", lambda match: match[0].lower(), call)
        lines += [f"### {name}", "", "```jinja", f"{name}({call})", "```", ""]
        lines += [_as_code(macro["description"]).strip(), ""]
        if macro.get("arguments"):
            lines += ["| Argument | Type | Description |", "| --- | --- | --- |"]
            for argument in macro["arguments"]:
                kind = str(argument["type"]).replace("|", "\\|")
                lines.append(
                    f"| `{argument['name']}` | {kind} | {_cell(argument['description'])} |"
                )
            lines.append("")
    return "\n".join(lines)


def _identifiers_page(root):
    kinds, about = _render(root, "_identifying_kinds"), _render(root, "_words_about")
    lines = [
        "# Direct identifiers",
        "",
        "What the check [direct_identifiers](checks.md#direct_identifiers) looks for: in the names "
        "of the columns of a release, and in the values that it is about to publish.",
        "",
        "- **A name** is cut into words where it has `_`, a blank, a dot or another sign, where a "
        "capital follows a small letter, and before a number. Accents and case do not matter, and "
        "words that stand together may be written as one: `date_of_birth`, `dateOfBirth` and "
        "`dateofbirth` are the same.",
        "- **Values** are looked at one by one, also those of a list. Where a pattern can come by "
        "chance, at least half of the published values of a column have to be like that; of the "
        "others one is enough.",
        "- **A name that is a value**, as in a pivoted table, counts if it is an e-mail address, "
        "a telephone number, a bank account or a unique id.",
        "- **A column of yes and no** is not meant, whatever it is called: 0, 1, 0.0, 1.0, `yes`, "
        "`no`, `true`, `false`, `y`, `n`, `t`, `f`, `oui`, `non`, `si`. With differential privacy "
        "names count whatever the values are, because they are looked at before there are any.",
        "",
        "| Kind | Values | How many |",
        "| --- | --- | --- |",
    ]
    for kind in kinds:
        link = f"[{kind['kind']}](#{_slug(kind['kind'])})"
        shown = _cell(kind.get("shown", "by the name alone"))
        lines.append(f"| {link} | {shown} | {kind.get('enough', '')} |")
    for kind in kinds:
        lines += ["", f"## {kind['kind']}", "", f"- **In a name:** {_coded(kind['words'])}"]
        for key, text in {
            "whole": "Only as the whole name",
            "persons": "Beside `name`, `nom` or `nombre`",
            "not_with": "Not beside",
        }.items():
            if kind.get(key):
                lines.append(f"- **{text}:** {_coded(kind[key])}")
        if kind.get("not_banded"):
            lines.append("- **Not** in a column of `showcase_bands`")
    lines += [
        "",
        "## Words beside which no name is meant",
        "",
        "They make it a statement about an identifier, as in `has_phone`, `email_consent` or "
        "`address_country`: " + _coded(about),
    ]
    return "\n".join(lines) + "\n"


def _coded(words):
    return ", ".join(f"`{word}`" for word in words)


def _decisions_page(root):
    lines = [
        "# Decisions",
        "",
        "Each page says what was decided, why, and what follows from it.",
        "",
    ]
    for path in sorted((root / "docs" / "decisions").glob("*.md")):
        title = path.read_text().splitlines()[0].lstrip("# ")
        number, _, rest = title.partition(". ")
        lines.append(f"{int(number)}. [{rest}]({path.name})")
    return "\n".join(lines) + "\n"


def gather(root=ROOT):
    """The pages in target/docs_source, where mkdocs reads them."""
    source = root / "target" / "docs_source"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(root / "docs", source, ignore=shutil.ignore_patterns("mkdocs.yml"))
    options = read_options(root)
    for path in source.rglob("*.md"):
        text = path.read_text()
        # The changelog is a page of the site too.
        text = re.sub(r"\]\((?:\.\./)+CHANGELOG\.md", "](../changelog.md", text)
        page = "reference/options.md" if path.parent == source else "../reference/options.md"
        text = _with_links(text, options, page)
        if path.parent.name == "decisions":
            text = FOUND_LAST + text
        path.write_text(text)
    changelog = (root / "CHANGELOG.md").read_text()
    (source / "changelog.md").write_text(FOUND_LAST + changelog.replace("](docs/", "]("))
    for name, page in {
        "reference/options.md": _options_page,
        "reference/published-tables.md": _tables_page,
        "reference/macros.md": _macros_page,
        "reference/identifiers.md": _identifiers_page,
        "decisions/index.md": _decisions_page,
    }.items():
        text = page(root)
        if name != "reference/options.md":
            text = _with_links(text, options, "../reference/options.md")
        (source / name).write_text(text)


def find_loads(site):
    """Requests to other machines that the pages of a site would make."""
    problems = []
    load = re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?"
        r"\b(?:src|srcset|data)=\"?(?:https?:)?//[^\"> ]+"
        r"|<link\b(?![^>]*rel=\"?canonical)[^>]*?href=\"?(?:https?:)?//[^\"> ]+"
        r"|@import\s+[^;]*//[^;]+|url\(['\"]?(?:https?:)?//[^)]+",
    )
    for path in sorted(site.rglob("*")):
        if path.suffix in {".html", ".css"}:
            for found in load.findall(path.read_text()):
                problems.append(f"{path.relative_to(site)} loads {found}")
    return problems


def find_dead_targets(site):
    """Links between the built pages that lead nowhere, also those that were written as HTML."""
    anchors, problems = {}, []
    for path in site.rglob("*.html"):
        anchors[path] = {
            html.unescape(i) for i in re.findall(r"\bid=\"?([^\"\s>]+)", path.read_text())
        }
    for path in sorted(anchors):
        if path.name == "404.html":
            continue
        for link in set(re.findall(r"<a\b[^>]*?\bhref=\"([^\"]*)\"", path.read_text())):
            parts = urlsplit(html.unescape(link))
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target = target / "index.html"
            if not target.exists():
                problems.append(f"{path.relative_to(site)} links to {link}, which is not there")
            elif unquote(parts.fragment) not in anchors.get(target, set()) | {"", "__skip"}:
                problems.append(f"{path.relative_to(site)} links to {link}: no such heading")
    return problems


def main(arguments):
    if arguments == ["--check"]:
        site = ROOT / "target" / "docs"
        problems = find_loads(site) + find_dead_targets(site)
    else:
        problems = find_gaps()
        if not problems:
            gather()
    for problem in problems:
        print(f"docs: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
