"""Sentences about tables."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "table.unknown": "There is no table {name}. The tables are: {known}.",
    "table.key_malformed": "{key} cannot be the key of a row ({table}): a key begins with a letter or digit and has only letters without diacritics, digits, points, hyphens and underscores, at most 80 of them.",
    "table.key_choice": "{key} cannot be the key of a row ({table}): it is one of {known}.",
    "table.key_unknown": "The table {table} has no row {key}. `landtrack table list` shows the rows.",
    "table.field_unknown": "Row {key} ({table}): there is no field {field}. The fields are: {known}.",
    "table.field_missing": "Row {key} ({table}): the field {field} is empty. Fill it in.",
    "table.field_day": "Row {key} ({table}), field {field}: “{text}” is no day. Write dd/mm/yyyy.",
    "table.field_number": "Row {key} ({table}), field {field}: “{text}” is not a number that can stand here. Write digits, with at most one decimal comma and no sign.",
    "table.field_range": "Row {key} ({table}), field {field}: “{text}” is not a whole number from {least} to {most}.",
    "table.field_choice": "Row {key} ({table}), field {field}: “{text}” is not one of {known}.",
    "table.days_reversed": "Row {key} ({table}), field {field}: {last} leaves no time after {first}. Correct one of the days.",
    "table.same_day": "{day} is in two rows: {one} and {other}. Remove one of them.",
    "table.overlap": "{one} and {other} both hold on {day}. End the one before the other begins.",
    "table.gap": "Between {one} and {other} no rule holds, from {first} until {until}. Let the one begin where the other ends.",
    "table.ends": "From {day} on no rule would follow {key}. Leave its end empty, or set the following rule together with it (`landtrack table load`).",
    "table.needed": "The row {key} ({table}) cannot be removed: the register needs it. Change it instead.",
    "table.unchanged": "The row {key} ({table}) is so already: nothing was recorded.",
    "table.pair_malformed": "“{text}” is not FIELD=VALUE.",
    "table.file_unreadable": "{file} cannot be read ({reason}). It must be a CSV file in UTF-8 of at most 1 MB.",
    "table.file_no_key": "{file} has no column “key”. `landtrack table list NAME --csv` prints such a file.",
    "table.file_row": "{file}, line {line}: it has not as many cells as the heading.",
    "table.file_key_twice": "{file}, line {line}: the key {key} is there twice.",
    "target.rate_too_high": "The target {key} asks for {value} %: that cannot be reached. Give a rate up to 100 %.",
    "target.no_campaign": "The target {key} belongs to the campaign {campaign}, which is not there. Add it first.",
    "campaign.in_use": "The campaign {key} cannot be removed: the target {target} belongs to it.",
    "quotes.not_all_units": "Quoted figures are about all units; you see only some of them.",
    "step.in_future": "Case {case}: {step} on {day} lies in the future. Enter it when it is done.",
    "step.before_found": "Case {case}: {step} on {day} is before the case was found ({found_on}). Correct the day, or the day it was found.",
    "step.known": "Case {case}: {step} is recorded already, for {day}. Take that back first.",
    "step.order": "Case {case}: {step} on {day} does not fit {other} on {other_day}: minutes, decision and receipt follow each other.",
    "step.unknown": "Case {case} has no such step that could be taken back.",
    "table.field_whole": "Row {key} ({table}), field {field}: “{text}” cases cannot be; cases are counted in whole numbers.",
    "target.nothing": "The target {key} asks for nothing. Give a value above 0, or over=yes.",
    "target.over_all": "The target {key} asks for more than 100 %: there is no more than all. Write over=no for all of it (100 %).",
}
