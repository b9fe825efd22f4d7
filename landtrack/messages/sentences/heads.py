"""Sentences about heads."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "head.malformed": "“{text}” is no head of a log. It is printed as a number, a dash and twelve letters, such as 12345-9f86d081884c.",
}
