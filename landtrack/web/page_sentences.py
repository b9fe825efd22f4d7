"""Sentences of refusals that name commands or options: on a page they name its fields and its pages instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

ON_PAGES: Mapping[str, str] = {
    "report.no_unit": "report.choose_unit",
    "table.key_unknown": "table.row_gone",
    "table.ends": "table.ends_here",
    "import.unknown": "import.not_here",
    "user.unknown": "user.not_here",
}
"""Codes of sentences for the command line, and of those that pages say in their place, with the same arguments."""


def page_sentence(refusal: Refusal) -> str:
    """Return what a page says of a refusal."""
    code = ON_PAGES.get(refusal.code, refusal.code)
    return say().sentence(refusal if code == refusal.code else Refusal(code, **refusal.arguments))
