"""Terms: members of different enumerations with the same value are different terms."""

from __future__ import annotations

import pytest

from landtrack.domain.attachment import FileState
from landtrack.domain.intake.problem import Severity
from landtrack.domain.log_fault import LogFault
from landtrack.messages import catalogue
from landtrack.messages.labels import LABELS
from landtrack.messages.terms import Terms


def test_equal_values_of_two_enumerations_keep_their_own_words():
    assert LogFault.MISSING.value == FileState.MISSING.value
    assert [catalogue("en").label(term) for term in (LogFault.MISSING, FileState.MISSING)] == [
        "the entry is missing",
        "missing",
    ]


def test_a_term_without_a_word_is_not_in_the_table():
    table = Terms(((FileState.MISSING, "missing"),))
    assert FileState.MISSING in table
    assert LogFault.MISSING not in table
    assert table.get(Severity.NOTE) is None
    assert (list(table), len(table), dict(table.items())) == ([FileState.MISSING], 1, {FileState.MISSING: "missing"})
    with pytest.raises(KeyError):
        table[LogFault.MISSING]


def test_no_two_terms_of_the_catalogue_are_one():
    assert len({(type(term), term.name) for term in LABELS}) == len(LABELS)
