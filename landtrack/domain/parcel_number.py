"""Numbers of map sheets and parcels in one spelling, so that "Tờ 045" and "45" are the same."""

from __future__ import annotations

import re

from landtrack.domain.text import unaccented

_WORDS = re.compile(r"\b(?:to ban do|ban do|to|thua dat|thua|so|sheet|parcel|no)\b\.?")
_BETWEEN = re.compile(r"\s*(?:[,;+&]|\bva\b|\band\b)\s*")
_ZEROS = re.compile(r"(?<![\d.])0+(?=\d)")


def plain_number(text: str) -> str:
    """Return a sheet or parcel number without words, spaces, capitals, diacritics and leading zeros: "45a"."""
    bare = _WORDS.sub(" ", unaccented(text).replace(":", " "))
    return _ZEROS.sub("", bare.replace(" ", ""))


def plain_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a list of parcels ("345, 346 và 347"), each as by :func:`plain_number`."""
    parts = (plain_number(part) for part in _BETWEEN.split(unaccented(text)))
    return tuple(dict.fromkeys(part for part in parts if part))
