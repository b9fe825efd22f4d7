"""Sentences about reports."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "report.ending": "The form {form} is not made as “.{ending}”. Name the file with one of: {known}.",
    "report.no_unit": "A unit's sheet needs a unit. Name one with its code, such as --unit 07288.",
    "report.unknown": "There is no report {number} that you may see. The list of reports has all of them.",
    "report.file_damaged": "The file kept of report {number} is no longer the one that was issued. Bring back a backup of the register; the log still has the hash of the true file.",
    "report.in_future": "{day} has not come yet: today is {today}. Choose today or an earlier day.",
    "unit.other_land": "{unit} is not one of the units of {day}: its code means other land there. Leave the units of the day out, or choose the unit anew from its list.",
}
