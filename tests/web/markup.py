"""Reads a page as strictly as no browser does: what is not closed, said twice, or asked from elsewhere is named."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
LOADS = {"script": "src", "img": "src", "link": "href", "iframe": "src", "use": "href", "form": "action"}


class Markup(HTMLParser):
    """The faults of one page, and the nonces of its inline scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.nonces: set[str | None] = set()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.language: str | None = None
        self.text: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]
        self.faults += [f"id {name} stands {times} times" for name, times in self.ids.items() if times > 1]
        self.faults += [f"a label is for {name}, which is not there" for name in self.labels - set(self.ids)]
        if "<!doctype html>" not in html[:100].lower():
            self.faults.append("no doctype")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self._look(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"script", "style"}:
            self.text.append(data)

    def _look(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "html":
            self.language = values.get("lang")
        if "id" in values:
            self.ids[values["id"] or ""] += 1
        if tag == "label" and values.get("for"):
            self.labels.add(values["for"] or "")
        if tag == "img" and "alt" not in values:
            self.faults.append("<img> without alt")
        if tag in {"style", "script"} and not values.get("src"):
            self.nonces.add(values.get("nonce"))
        for name, value in values.items():
            if name.startswith("on") or name == "style" or (value or "").startswith("javascript:"):
                self.faults.append(f"<{tag} {name}={value!r}>")
        target = urlsplit(values.get(LOADS.get(tag, "")) or "")
        if target.netloc:
            self.faults.append(f"<{tag}> asks {target.netloc}")
