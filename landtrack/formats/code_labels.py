"""The code table of an export: which Vietnamese label stands for which code of the register.

A file is read back with its own table, so that it stays comparable when the office changes its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import Status
from landtrack.formats.comparison import Difference
from landtrack.formats.plain_table import read_lines, write_lines
from landtrack.formats.shapefile_fields import CODE_FIELDS
from landtrack.messages import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.vocabulary import Vocabulary
    from landtrack.formats.shapefile_fields import Field

CODE_TABLE = "bang_ma.csv"
HEAD = ("TEN_TRUONG", "MA", "NHAN", "LABEL_EN")


def code_labels(cutoffs: Cutoffs, words: Vocabulary, language: str = "vi") -> dict[str, dict[str, str]]:
    """Return for every code column the label of every code; bands are named by the days of ``cutoffs``."""
    return {column.name: _labels(column, cutoffs, words, language) for column in CODE_FIELDS}


def _labels(column: Field, cutoffs: Cutoffs, words: Vocabulary, language: str) -> dict[str, str]:
    if isinstance(column.codes, OfficeTable):
        return words.names(column.codes, language)
    say = catalogue(language)
    days = {"before": say.day(cutoffs.before), "after": say.day(cutoffs.after)}
    return {
        str(term.value): say.label(term).format(**days) if isinstance(term, Band) else say.label(term)
        for term in column.codes or ()
        if term is not Status.EXCLUDED
    }


def write_code_table(path: Path, cutoffs: Cutoffs, words: Vocabulary, labels: Mapping[str, Mapping[str, str]]) -> None:
    """Write the labels in use, with the English ones beside."""
    english = code_labels(cutoffs, words, "en")
    rows = [(name, code, label, english[name][code]) for name, own in labels.items() for code, label in own.items()]
    write_lines(path, [HEAD, *rows])


def read_code_table(
    path: Path, cutoffs: Cutoffs, vocabulary: Vocabulary
) -> tuple[dict[str, dict[str, str]], list[Difference]]:
    """Return the labels that a file uses, and what is wrong with them.

    A code without a label, two codes with one, or a label that now means another code: one could be taken for another.
    Raises ValueError or csv.Error where the file is no table.
    """
    current = code_labels(cutoffs, vocabulary)
    given = {(row[0], row[1]): row[2] for row in read_lines(path)[1:] if len(row) >= len(HEAD) - 1}
    found: dict[str, dict[str, str]] = {}
    differences = []
    for name, words in current.items():
        found[name] = {}
        for code, label in words.items():
            own = given.get((name, code), "")
            taken = own in found[name].values() or any(own == word for other, word in words.items() if other != code)
            if not own or taken:
                differences.append(Difference(path.name, f"{name} {code}", label, own))
            found[name][code] = own or label
    return found, differences
