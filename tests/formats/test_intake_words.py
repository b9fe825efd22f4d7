"""The shipped tables of headings and words: every row can be read, says something, and nothing twice."""

from __future__ import annotations

import csv

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.words import TERMS
from landtrack.formats.code_words import read_code_words
from landtrack.formats.headings import read_headings
from landtrack.resources import shipped

ORDINARY = frozenset(Field) - {Field.COMPUTED}


def test_every_field_has_a_heading_and_no_row_stands_twice():
    words = read_headings()
    assert {word.field for word in words} >= ORDINARY
    assert all(word.text for word in words)
    with (shipped("geodata") / "headings.csv").open(encoding="utf-8", newline="") as lines:
        rows = [tuple(row) for row in csv.reader(lines)]
    assert len(rows) == len(set(rows))
    assert {len(row) for row in rows} == {3}


def test_every_term_has_a_word_of_its_own_beside_its_label():
    found = {(word.field, word.code) for word in read_code_words()}
    for field, kind in TERMS.items():
        assert {(field, term.value) for term in kind} <= found


@pytest.mark.parametrize(
    "row", ["area,,\nX,nonsense,\n", "words,field,unit\nX,nonsense,\n", "words,field,unit\nX,area,acre\n"]
)
def test_a_broken_table_is_a_broken_installation(tmp_path, row):
    (tmp_path / "headings.csv").write_text(row, encoding="utf-8")
    with pytest.raises((ValueError, KeyError)):
        read_headings(tmp_path)
