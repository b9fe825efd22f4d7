"""The sheets of an OpenDocument workbook, from its XML as it streams by."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class SheetList:
    """Handlers for the XML of a workbook; ``names`` fill up, each with the name of its style.

    The attributes' prefixes are those of the standard, which all programs write.
    """

    names: list[tuple[str, str]] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)
    _style: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "table" and "table:name" in attributes:
            self.names.append((attributes["table:name"], attributes.get("table:style-name", "")))
        elif tag == "style":
            self._style = attributes.get("style:name", "")
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self._style)

    def is_hidden(self, sheet: str) -> bool:
        """Say whether the sheet is not shown."""
        return dict(self.names).get(sheet) in self.hidden_styles

    def visible_first(self) -> tuple[str, ...]:
        """Return the names, those of hidden sheets at the end."""
        return tuple(name for name, style in sorted(self.names, key=lambda one: one[1] in self.hidden_styles))
