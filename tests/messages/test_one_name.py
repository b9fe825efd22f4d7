"""The Vietnamese of the program addresses people in one way, and has one name for each of the two clocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from landtrack.messages.catalogue import LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterator

PO = LOCALE / "vi" / "LC_MESSAGES" / "landtrack.po"
OTHER_ADDRESS = re.compile(r"\b(bạn|anh/chị|quý vị|các ông bà)\b(?! đọc)", re.IGNORECASE)


def texts() -> Iterator[tuple[str, str]]:
    with PO.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
                yield message.id, message.string


def test_people_are_addressed_in_one_way() -> None:
    assert [said for _, said in texts() if OTHER_ADDRESS.search(said)] == []


@pytest.mark.parametrize("english", ["As known at", "as known at", "as known on"])
def test_what_was_known_has_one_name(english: str) -> None:
    found = {said for asked, said in texts() if english in asked}
    assert found
    assert [said for said in found if "hững gì đã ghi đến" not in said] == []
