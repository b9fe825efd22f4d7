"""How the texts of a layer are decoded: as chosen, as UTF-8 if they are it, as declared, else byte for byte."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.source import SourceRow
from landtrack.formats.intake.text_encoding import LEGACY, ONE_TO_ONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming

BYTES = "ISO-8859-1"
"""What GDAL is told the letters are, so that it hands over each byte as one character."""


def with_letters(table: SourceTable, file: Incoming, declared: str) -> SourceTable:
    """Return a table, whose texts are one character per byte, with its texts decoded.

    UTF-8 goes before what the file declares: texts of other letters never are UTF-8 by chance, while declarations are
    often wrong. Raises Refusal ``intake.encoding_wrong`` for a person's choice that does not fit.
    """
    texts = {name for name in table.headings or () if not name.isascii()}
    for row in table.rows:
        texts.update(value for value in row.values if isinstance(value, str) and not value.isascii())
    if not texts:
        return replace(table, encoding=file.encoding or declared or "utf-8")
    unicode = _is_utf8(texts)
    if file.encoding == "utf-8" and not unicode:
        raise Refusal("intake.encoding_wrong", file=file.name, encoding=file.encoding)
    encoding = file.encoding or ("utf-8" if unicode else "" if declared == "utf-8" else declared) or LEGACY
    problems = list(table.problems)
    if file.encoding is None and encoding not in {declared, "" if declared else "utf-8"}:
        code = "intake.letters_differ" if declared else "intake.letters_guessed"
        arguments = {"encoding": encoding, "declared": declared}
        problems.append(Problem(Severity.NOTE, code, arguments, sheet=table.sheet))
    plain: dict[object, str] = {text: _decoded(text, encoding) for text in texts}
    rows = [SourceRow(row.number, tuple(plain.get(value, value) for value in row.values)) for row in table.rows]
    headings = tuple(plain.get(name, name) for name in table.headings or ())
    return replace(table, rows=rows, headings=headings, encoding=encoding, problems=tuple(problems))


def _is_utf8(texts: Iterable[str]) -> bool:
    """Say whether all texts are UTF-8; a last letter may be cut in two, since fields end at a number of bytes."""
    for text in texts:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(text.encode("latin-1"))
        except UnicodeError:
            return False
    return True


def _decoded(text: str, encoding: str) -> str:
    raw = text.encode("latin-1")
    if encoding == "utf-8":
        return raw.decode(encoding, "ignore")
    return raw.decode(encoding, ONE_TO_ONE)
