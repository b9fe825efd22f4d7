"""Sentences about reportpages."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "report.unknown_form": "There is no report “{form}”. Choose one of: {known}.",
    "report.busy": "Other reports are being made at the moment. Nothing was made; try again in a minute.",
}
