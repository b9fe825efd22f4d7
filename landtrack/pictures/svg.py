"""A sheet as SVG.

Written here and not by matplotlib: pages forbid style attributes and style elements, a saved picture shall name no
host, and text shall stay text that can be searched and read aloud. The ids are made of the contents: two pictures on a
page do not share one, and the same picture has the same ones in every process.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from landtrack.pictures.fonts import FONT_STACK
from landtrack.pictures.sheet import Label, Outline

if TYPE_CHECKING:
    from landtrack.pictures.sheet import Mark, Ring, Sheet

SVG = "http://www.w3.org/2000/svg"
"""The name of the language, not an address that anything is fetched from."""


def svg_text(sheet: Sheet, title: str, description: str) -> str:
    """Return the sheet as one element with a title and a description for those who hear it."""
    marks = "\n".join(_mark(mark) for mark in sheet.marks)
    name = "p" + sha256(f"{title}\n{description}\n{marks}".encode("utf-8", "replace")).hexdigest()[:12]
    return (
        f'<svg xmlns="{SVG}" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' width="{_n(sheet.width)}pt" height="{_n(sheet.height)}pt" viewBox="0 0 {_n(sheet.width)} {_n(sheet.height)}"'
        f' font-family="{FONT_STACK}" stroke-linejoin="round">\n'
        f'<title id="{name}-title">{_plain(title)}</title>\n<desc id="{name}-desc">{_plain(description)}</desc>\n'
        f'<rect width="{_n(sheet.width)}" height="{_n(sheet.height)}" fill="#ffffff"/>\n{marks}\n</svg>\n'
    )


def _mark(mark: Mark) -> str:
    return _label(mark) if isinstance(mark, Label) else _outline(mark)


def _label(label: Label) -> str:
    weight = ' font-weight="600"' if label.letters.bold else ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    where = f'x="{_n(label.x)}" y="{_n(label.y)}" font-size="{_n(label.letters.size)}"'
    return f'<text {where} fill="{label.letters.colour}"{weight}{anchor}>{escape(label.text)}</text>'


def _outline(outline: Outline) -> str:
    path = "".join(_ring(ring, closed=outline.closed) for ring in outline.rings)
    attributes = [f'd="{path}"', f'fill="{outline.fill or "none"}"']
    if outline.line is not None:
        attributes += [f'stroke="{outline.line}"', f'stroke-width="{_n(outline.width)}"']
    if outline.dash:
        attributes.append(f"stroke-dasharray={quoteattr(' '.join(map(_n, outline.dash)))}")
    return f"<path {' '.join(attributes)}/>"


def _ring(ring: Ring, *, closed: bool) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ring) + ("Z" if closed else "")


def _n(value: float) -> str:
    """Return a length with at most two decimals; a hundredth of a point is less than any printer's dot."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _plain(text: str) -> str:
    """Return a text that XML can hold: of control characters it knows but the line break and the tab."""
    return escape("".join(letter if letter.isprintable() else " " for letter in text))
