"""What no page, style or script of ours may hold, and what all of them must: read from the files themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from landtrack.domain.status import Form, Status
from landtrack.maps.style import RATE_CLASSES
from landtrack.messages.catalogue import LOCALE
from landtrack.resources import shipped
from landtrack.web.joined import joined_modules
from landtrack.web.static_files import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted(shipped("templates").glob("*.html"))
SCRIPTS = sorted((FOLDER / "js").rglob("*.js"))
STYLES = sorted((FOLDER / "css").glob("*.css"))
ENTRIES = (
    "js/page/every_page.js",
    "js/commune/commune_page.js",
    "js/overview/overview_page.js",
    "js/draw/draw_page.js",
    "js/intake/upload_page.js",
    "js/intake/steps_page.js",
    "js/reports/reports_page.js",
    "js/history/history_page.js",
    "js/dashboard/dashboard_page.js",
)
CLASSIC = "start.js"
ICON_IN_SCRIPT = re.compile(r'\bpicture\("([a-z0-9-]+)"|\bicon: "([a-z0-9-]+)"')
ICON_IN_STYLE = re.compile(r'\.picture--([a-z0-9-]+) \{\s*--picture: url\("\.\./vendor/icons/([a-z0-9-]+\.svg)"\)')
LONGEST_FILE = 250
LONGEST_LINE = 140

# Text may reach the page as text only; styles only by classes or the style object; nothing is evaluated.
REFUSED_IN_SCRIPTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function"
    r"|setAttribute\(\s*[\"'](?:on|style)|javascript:|bindPopup|bindTooltip"
)
# What stays behind in a browser is kept by these alone: a draft while its tab is open, and which maps were ticked.
KEPT = re.compile(r"localStorage|sessionStorage")
KEEPERS = {"draft_keeper.js": {"sessionStorage"}, "base_layers.js": {"localStorage"}}
REFUSED_IN_TEMPLATES = re.compile(
    r"\|\s*safe\b|autoescape\s+false|\bMarkup\(|\son[a-z]+\s*=|\sstyle\s*=|javascript:|<style|<iframe"
)
OUTSIDE = re.compile(r"(?:https?:)?//[a-z0-9]+\.[a-z]", re.IGNORECASE)
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


def name_of(path: Path) -> str:
    return path.name


def page_texts(template: str) -> set[str]:
    """Return the names under which a template gives its script texts."""
    block = re.search(r"set texts = \{(.*?)\n\} %\}", (shipped("templates") / template).read_text("utf-8"), re.DOTALL)
    assert block is not None
    return set(re.findall(r'^\s*"(\w+)":', block[1], re.MULTILINE))


def joined(entry: str) -> str:
    return joined_modules((entry,), lambda path: (FOLDER / path).read_text("utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_writes_text_only_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not REFUSED_IN_SCRIPTS.findall(text)
    assert set(KEPT.findall(text)) == KEEPERS.get(path.name, set())
    assert not OUTSIDE.findall(text.replace(SVG_NAMESPACE, ""))
    lines = text.splitlines()
    assert len(lines) <= LONGEST_FILE
    assert max(map(len, lines)) <= LONGEST_LINE
    assert lines[0].startswith("// "), "the first line says what the file is for"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_escapes_everything_and_carries_its_tokens(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not REFUSED_IN_TEMPLATES.findall(text)
    assert not OUTSIDE.findall(text)
    assert all("nonce=" in tag for tag in re.findall(r"<script\b[^>]*>", text))
    for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL):
        assert ('method="post"' in form) == ('name="csrf_token"' in form)


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_a_style_sheet_asks_only_for_files_that_are_there(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "@import" not in text
    assert len(text.splitlines()) <= LONGEST_FILE
    for target in re.findall(r'url\("?([^")]+)"?\)', text):
        assert (path.parent / target).resolve().is_file(), target


def test_every_custom_property_that_is_used_is_defined() -> None:
    text = "".join(path.read_text("utf-8") for path in STYLES)
    scripts = "".join(path.read_text("utf-8") for path in SCRIPTS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text)) | set(re.findall(r'setProperty\("(--[\w-]+)"', scripts))
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= defined


def test_every_script_is_reached_from_a_page_and_joins_with_it() -> None:
    reached = "".join(joined(entry) for entry in ENTRIES)
    for path in SCRIPTS:
        spelled = "$" + re.sub(r"\W", "_", path.relative_to(FOLDER).with_suffix("").as_posix())
        assert path.name == CLASSIC or f"const {spelled} =" in reached, path.name


def test_modules_import_only_what_is_exported() -> None:
    for path in SCRIPTS:
        for names, target in re.findall(r'import \{([^}]*)\} from "([^"]+)"', path.read_text("utf-8")):
            exporting = (path.parent / target).resolve().read_text("utf-8")
            for name in re.findall(r"\w+", names):
                assert re.search(rf"^export (?:async )?(?:function|class|const) {name}\b", exporting, re.MULTILINE), (
                    path,
                    name,
                )


@pytest.mark.parametrize(
    ("entry", "template"),
    [
        ("js/commune/commune_page.js", "_commune_texts.html"),
        ("js/overview/overview_page.js", "overview.html"),
        ("js/intake/upload_page.js", "import.html"),
        ("js/intake/steps_page.js", "import_read.html"),
        ("js/intake/steps_page.js", "import_check.html"),
        ("js/reports/reports_page.js", "reports.html"),
        ("js/history/history_page.js", "history_map.html"),
    ],
)
def test_a_page_gives_its_script_every_text_and_no_other(entry: str, template: str) -> None:
    asked = set(re.findall(r'\btext\("(\w+)"', joined(entry)))
    stems = set(re.findall(r"\btext\(`(\w+_)\$\{", joined(entry)))
    given = page_texts(template)
    assert asked <= given
    assert {name for name in given - asked if not any(name.startswith(stem) for stem in stems)} == set()


def test_the_forms_know_every_status_and_the_swatches_too() -> None:
    actions = {status.value for status in Status if status is not Status.OPEN} | {"reopen"}
    form = (FOLDER / "js/panel/change_form.js").read_text("utf-8")
    assert set(re.findall(r"^  (\w+): \[\"day\"", form, re.MULTILINE)) == actions
    assert {f"do_{action}" for action in actions} | {f"send_{action}" for action in actions} <= page_texts(
        "_commune_texts.html"
    )
    fields = {
        name
        for names in re.findall(r"^  \w+: \[(\"day\".*)\],$", form, re.MULTILINE)
        for name in re.findall(r"\w+", names)
    }
    assert {f"field_{name}" for name in fields} <= page_texts("_commune_texts.html")
    assert "form" in fields
    assert len(Form) > 0
    styles, tokens = ((FOLDER / "css" / name).read_text("utf-8") for name in ("status.css", "tokens.css"))
    for status in Status:
        assert f".swatch--{status.value} {{" in styles
        assert re.search(rf"--status-{status.value}: #[0-9a-f]{{6}};", tokens)


def test_the_rates_have_one_scale_of_colours() -> None:
    tokens = (FOLDER / "css/tokens.css").read_text("utf-8")
    assert {f"--rate-{row.least}: {row.colour};" for row in RATE_CLASSES} <= set(
        re.findall(r"--rate-\d+: #\w+;", tokens)
    )


def test_every_text_of_the_templates_is_translated() -> None:
    with (LOCALE / "vi/LC_MESSAGES/landtrack.po").open("rb") as source:
        catalog = read_po(source, locale="vi")
    for path in TEMPLATES:
        with path.open("rb") as source:
            for _, text, *_ in extract("jinja2", source, keywords={"_": None}, options={"encoding": "utf-8"}):
                message = catalog.get(str(text))
                assert message is not None, (path.name, text)
                assert message.string, (path.name, text)
                assert set(re.findall(r"\{\w+\}", str(text))) == set(re.findall(r"\{\w+\}", str(message.string))), text


def test_every_icon_that_a_script_puts_in_has_its_picture() -> None:
    scripts = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    styles = "\n".join(path.read_text("utf-8") for path in STYLES)
    used = {name for pair in ICON_IN_SCRIPT.findall(scripts) for name in pair if name}
    drawn = dict(ICON_IN_STYLE.findall(styles))
    assert used - drawn.keys() == set()
    assert "plus" in used
    assert [name for name, file in drawn.items() if not (FOLDER / "vendor/icons" / file).is_file()] == []
