"""A table of terms: what each member of an enumeration is called.

Members of different StrEnums with the same value are equal, and one key of a dict: here each is looked up by its own
class and name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import Enum


class Terms(Mapping["Enum", str]):
    """A mapping of terms to their words, in the order given."""

    def __init__(self, pairs: Iterable[tuple[Enum, str]]) -> None:
        self._words = {(type(term), term.name): (term, word) for term, word in pairs}

    def __getitem__(self, term: Enum) -> str:
        return self._words[type(term), term.name][1]

    def __contains__(self, term: object) -> bool:
        return (type(term), getattr(term, "name", None)) in self._words

    def __iter__(self) -> Iterator[Enum]:
        return (term for term, _word in self._words.values())

    def __len__(self) -> int:
        return len(self._words)
