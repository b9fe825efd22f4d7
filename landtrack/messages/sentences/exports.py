"""Sentences about formats of exports."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "export.days_reversed": "The days are reversed: {first} is after {last}. Exchange them, or leave one out.",
    "export.too_many": "A file of the format {form} cannot hold {cases} cases, at most {most}. Choose fewer cases, or another format such as gpkg.",
    "export.ending": "{file} is no name for the format {form}: no program would open it. Name it {better}.",
    "export.no_identities": "The format {form} never carries identities. Choose workbook or csv, or leave the identities out.",
    "export.reason_missing": "An export with identities needs a reason that says what they are for; it is kept in the log.",
    "check.not_ours": "{file} cannot be read as an export of landtrack ({reason}). It is damaged, or something else; fetch it again, or export anew.",
    "export.busy": "Other exports are being made at the moment. Nothing was made; try again in a minute.",
}
