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
    "history.too_many": "There are {count} cases here; the map through time plays at most {most} at once. Choose a unit.",
    "day.too_early": "“{text}” lies before {first}: no day that early is taken. Check the year.",
    "report.before_log": "By {moment} nothing was known: the first entry of this register was recorded on {first}. Choose a later moment.",
    "report.number_malformed": "“{text}” is no number of a report. `landtrack report list` shows their numbers.",
    "report.choose_unit": "A unit's sheet needs a unit. Choose one in the field “Unit”.",
}
