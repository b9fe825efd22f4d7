"""The words that officials write for kinds, statuses, forms, reasons and land types, as they are shipped."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.word_list import CodeWord
from landtrack.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "code_words.csv"


def read_code_words(geodata: Path | None = None) -> tuple[CodeWord, ...]:
    """Read code_words.csv: the field, words as people write them, and the code of the register that they mean.

    Raises ValueError or KeyError for a row that cannot be read: the folder is part of the program.
    """
    path = (geodata or shipped("geodata")) / TABLE
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(CodeWord(Field(row["field"]), row["words"], row["code"]) for row in csv.DictReader(lines))
