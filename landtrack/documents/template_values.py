"""What a template is filled with: texts, marks for conditions, groups of texts, and rows that a table repeats.

The names are Vietnamese without marks, since it is the office that reads and moves them in Word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Group: TypeAlias = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table with their fields, which are known even where there is no row."""

    fields: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def __iter__(self) -> Iterator[Group]:
        """Yield each row by the names of its fields."""
        return (dict(zip(self.fields, line, strict=True)) for line in self.lines)

    def __len__(self) -> int:
        return len(self.lines)


Value: TypeAlias = str | bool | Group | Rows
Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG for a place in a template, ``width`` millimetres wide; None leaves the place empty.

    ``description`` is read to those who cannot see it.
    """

    png: bytes | None
    width: float
    description: str


def printable(text: str) -> str:
    """Return a text without what XML cannot hold; line ends and tabs become spaces."""
    kept = (" " if letter in "\t\n\r\x0b\x0c\x85\u2028\u2029" else letter for letter in text)
    return "".join(letter for letter in kept if _in_xml(ord(letter)))


def _in_xml(point: int) -> bool:
    return 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF  # noqa: PLR2004 - XML 1.0
