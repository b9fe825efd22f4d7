"""Texts that a spreadsheet program would run as a formula, kept from it by an apostrophe that reading takes off again.

An apostrophe goes before every text that begins with what starts a formula, or with apostrophes and then such a sign:
so every text comes back as it was, and none is run.
"""

from __future__ import annotations

import re

# What a spreadsheet takes for a formula; the last four are the wide forms of the first.
FORMULA_STARTS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_STARTS = "".join(map(re.escape, FORMULA_STARTS))
RISKY = f"^'*[{_STARTS}]"
"""What :func:`guarded` changes, for columns that are searched as a whole."""
_RISKY = re.compile(RISKY)
_GUARDED = re.compile(f"'+[{_STARTS}]")


def guarded(text: str) -> str:
    """Return the text as a table for spreadsheets may hold it."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that :func:`guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
