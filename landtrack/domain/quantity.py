"""Areas as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from landtrack.domain.errors import Refusal

# 1250 · 1250,5 · 1250.5 · 1.250,5 · 1 250,5: a dot before exactly three digits separates thousands, as officials write.
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[. \u00a0][0-9]{3})+(?:,[0-9]+)?")
PLAIN = re.compile(r"[0-9]{1,12}(?:[.,][0-9]+)?")


def parse_square_metres(text: str) -> int:
    """Return an area typed in m² as whole tenths of m²; refuse more than one decimal, or no number."""
    spelled = text.strip().removesuffix("m²").removesuffix("m2").strip()
    if GROUPED.fullmatch(spelled):
        spelled = re.sub(r"[. \u00a0]", "", spelled)
    elif not PLAIN.fullmatch(spelled):
        raise Refusal("number.malformed", text=text[:40])
    tenths = Decimal(spelled.replace(",", ".")) * 10
    if tenths != int(tenths):
        raise Refusal("number.too_fine", text=text[:40])
    return int(tenths)
