"""The guard against formulas: no text that a spreadsheet would run is left, and every text comes back."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.formats.exports.formula_guard import FORMULA_STARTS, RISKY, guarded, unguarded

RISKY_TEXTS = st.text(st.sampled_from("'=+-@\t\rab \uff1d\uff0b\uff0d\uff20\n\""), max_size=6)


@given(RISKY_TEXTS | st.text(max_size=20))
def test_nothing_runs_and_everything_comes_back(text: str) -> None:
    assert not guarded(text).startswith(FORMULA_STARTS)
    assert unguarded(guarded(text)) == text


@given(st.lists(RISKY_TEXTS, max_size=8))
def test_a_column_is_searched_for_the_very_texts_that_change(texts: list[str]) -> None:
    found = pc.match_substring_regex(pa.array(texts, pa.string()), RISKY).to_pylist()
    assert found == [guarded(text) != text for text in texts]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("-12", "'-12"), ("\uff1d1", "'\uff1d1"), ("'quoted'", "'quoted'"),
        ("12-3", "12-3"), ("", ""), ("'", "'"),
    ],
)  # fmt: skip
def test_only_what_must_be_is_changed(text: str, written: str) -> None:
    assert guarded(text) == written
