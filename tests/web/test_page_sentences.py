"""Pages speak of their own fields and pages, not of commands and their options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landtrack.messages.sentences import SENTENCES
from landtrack.web.page_sentences import ON_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]


def names_a_command(sentence: str) -> bool:
    return " --" in sentence or "`landtrack" in sentence


@pytest.mark.parametrize("code", ON_PAGES)
def test_a_sentence_of_a_page_takes_the_place_of_one_that_names_a_command(code: str) -> None:
    assert names_a_command(SENTENCES[code])
    assert not names_a_command(SENTENCES[ON_PAGES[code]])


@pytest.mark.parametrize(
    ("name", "path", "status", "sentence"),
    [
        ("canbo", "/reports/file?form=unit-sheet.pdf", 422, "Choose one in the field “Unit”."),
        ("canbo", "/reports/file?form=unit-sheet.docx", 422, "Choose one in the field “Unit”."),
    ],
)
def test_what_is_refused_names_the_field_of_the_page(
    visitor: Visit, name: str, path: str, status: int, sentence: str
) -> None:
    answer = visitor(name).get(path)
    assert answer.status_code == status
    assert sentence in answer.text
    assert " --" not in answer.text.replace("<!--", "")


def test_a_row_that_is_not_there_is_looked_for_on_the_page(visitor: Visit) -> None:
    admin = visitor("quantri")
    assert admin.form("/tables/target/remove", key="none", seen="1").status_code == 303
    assert "This page shows the rows that it has." in admin.get("/tables/target").text
