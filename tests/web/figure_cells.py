"""Figures in the tables of a page, with the addresses that they lead to; and whether a list is what its figure says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from tests.web.register import Visitor

FIGURE = re.compile(r"[+\N{MINUS SIGN}]?[0-9][0-9,]*(\.[0-9]+)?(\s?(%|ha))?")
BUSIEST = re.compile(r"[0-9/]{10} \(([0-9,]+)\)")
PARTS = {
    "area_ha": "hectares", "resolved_ha": "resolved-hectares", "unresolved_ha": "unresolved-hectares",
}  # fmt: skip
RATES = {"rate_cases": ("resolved", "cases"), "rate_area": ("resolved_ha", "area_ha")}
FIELDS = {"area_ha": "area", "resolved_ha": "resolved_area"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a body cell of a table; ``href`` "" where it leads nowhere."""

    text: str
    href: str

    @property
    def is_nothing(self) -> bool:
        return not self.text.strip("0.,%–ha \N{NO-BREAK SPACE}")


@dataclass
class Figures(HTMLParser):
    """All figures in the data cells of a page's tables."""

    html: str
    found: list[Figure] = field(default_factory=list)
    in_cell: int = 0
    href: str = ""
    on_paper: bool = False  # what is printed only says what another table says

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.on_paper = "on-paper" in (dict(attrs).get("class") or "")
        if tag == "td":
            self.in_cell += 1
        if tag == "a":
            self.href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.in_cell -= 1
        if tag == "a":
            self.href = ""

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if self.in_cell and not self.on_paper and (FIGURE.fullmatch(text) or BUSIEST.fullmatch(text)):
            self.found.append(Figure(text, self.href))


def figures_of(html: str, *, vietnamese: bool = False) -> list[Figure]:
    """Return the figures of a page, those of zero left out; written as in English."""
    if vietnamese:
        cells = re.compile(r"(?<=>)[^<>]*(?=(</a>)?</td>)")
        html = cells.sub(lambda cell: cell[0].translate(str.maketrans(",.", ".,")), html)
        # The first column of its table of units is a number of the row.
        html = re.sub(r'<td class="is-place">[^<]*</td>', "", html)
    return [one for one in Figures(html).found if not one.is_nothing]


def told_by(who: Visitor, figure: Figure) -> str:
    """Return what the list behind a figure says of itself, written as the figure is."""
    split = urlsplit(figure.href)
    query = parse_qs(split.query)
    answer = who.get(figure.href)
    assert answer.status_code == 200, figure
    if split.path == "/diff/cases":
        column = query["column"][0]
        name = FIELDS.get(column, column)
        found = re.search(rf'data-field="{name}">([^<]*)<', answer.text)
        return found[1].lstrip("+") if found else "0"
    assert split.path == "/cases", figure
    column = query["cell"][0].rpartition("/")[2]
    if column in RATES:
        return figure.text if _is_rate(who, figure, column) else "another rate"
    return _part(answer.text, PARTS.get(column, "count"))


def said_in(figure: Figure) -> str:
    """Return a figure as its list writes it."""
    busiest = BUSIEST.fullmatch(figure.text)
    number = busiest[1] if busiest else figure.text.removesuffix("ha").strip()
    return number.lstrip("+")


def _part(html: str, part: str) -> str:
    found = re.search(rf'data-part="{part}">([^<]*)<', html)
    assert found is not None, part
    return found[1]


def _is_rate(who: Visitor, figure: Figure, column: str) -> bool:
    """Say whether the figure is the share of the lists' parts, or of the rest, as far as hectares can tell."""
    pages = [who.get(figure.href.replace(f"/{column}", f"/{name}")).text for name in RATES[column]]
    parts = [_part(html, PARTS.get(name, "count")) for html, name in zip(pages, RATES[column], strict=True)]
    part, whole = (float(text.replace(",", "")) for text in parts)
    said = float(figure.text.strip("% \N{NO-BREAK SPACE}").replace(",", ""))
    near = 100 * 0.01 / whole if column == "rate_area" else 0.0051
    return min(abs(said - 100 * part / whole), abs(100 - said - 100 * part / whole)) <= max(near, 0.0051)
