"""Names of files that people send: shown and kept as a label, never used as a path."""

from __future__ import annotations

import unicodedata

LONGEST = 120


def clean_file_name(name: str) -> str:
    """Return the last part of a name as a label: no folders, no control characters, at most 120 letters.

    A long name keeps its ending, "long na….jpg"; one of which nothing is left becomes "tệp".
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Cf holds the signs that turn writing round: with one, "gpj.exe" reads as "exe.jpg".
    kept = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    kept = kept.strip(" .")
    if len(kept) > LONGEST:
        stem, dot, ending = kept.rpartition(".")
        ending = dot + ending if stem and len(ending) < LONGEST // 10 else ""
        kept = kept[: LONGEST - 1 - len(ending)] + "…" + ending
    return kept or "tệp"
