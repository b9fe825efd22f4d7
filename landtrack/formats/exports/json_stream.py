"""A GeoJSON text read piece by piece: its members, and its features one after the other, whatever its layout."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 20
LONGEST_VALUE = 64 << 20
"""Letters of a single member or feature: more is none of ours, and would fill the memory."""
SPACE = " \t\r\n"
AFTER_NUMBER = SPACE + ",]}"
FEATURES = "features"


@dataclass(slots=True)
class JsonStream:
    """An open text of which only what is being read is in memory; raises ValueError where it is no JSON object."""

    file: IO[str]
    _text: str = ""
    _at: int = 0
    _decoder: json.JSONDecoder = field(default_factory=json.JSONDecoder)

    def members(self) -> Iterator[tuple[str, Any]]:
        """Give (name, value) of every member in order; those of ``features`` come one by one under that name."""
        self._expect("{")
        if self._next() == "}":
            return
        while True:
            name = self._value()
            self._expect(":")
            if name == FEATURES:
                for feature in self._elements():
                    yield FEATURES, feature
            else:
                yield str(name), self._value()
            if self._next() == "}":
                return
            self._expect(",")

    def _elements(self) -> Iterator[Any]:
        self._expect("[")
        if self._next() == "]":
            self._at += 1
            return
        while True:
            yield self._value()
            if self._next() == "]":
                self._at += 1
                return
            self._expect(",")

    def _value(self) -> Any:
        self._next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                value, end = None, len(self._text)
            except RecursionError:
                raise ValueError(self._text[self._at : self._at + 20]) from None
            # What ends with the piece may go on in the next: 12 is the beginning of 123, and of 12.5.
            if end < len(self._text) and (not isinstance(value, int | float) or self._text[end] in AFTER_NUMBER):
                self._at = end
                return value
            if len(self._text) - self._at > LONGEST_VALUE or not self._more():
                raise ValueError(self._text[self._at : self._at + 20])

    def _next(self) -> str:
        """Return the next letter that is no space, without taking it; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _expect(self, letter: str) -> None:
        if self._next() != letter:
            raise ValueError(self._text[self._at : self._at + 20])
        self._at += 1

    def _more(self) -> bool:
        piece = self.file.read(max(PIECE, len(self._text) - self._at))
        self._text, self._at = self._text[self._at :] + piece, 0
        return bool(piece)
