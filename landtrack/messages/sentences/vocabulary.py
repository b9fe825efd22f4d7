"""Sentences about kinds of violation, forms of resolution, and their names."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "case.kind_unknown": "Case {case}: “{kind}” is no kind of violation of the office's table. Choose one of: {known}; or an administrator adds it on the page “Tables”.",
    "case.kind_ended": "Case {case}: the kind of violation “{kind}” could be chosen until {ended}; the case was found on {day}. Choose one of: {known}.",
    "change.form_unknown": "Case {case}: “{form}” is no form of resolution of the office's table. Choose one of: {known}; or an administrator adds it on the page “Tables”.",
    "change.form_ended": "Case {case}: the form of resolution “{form}” could be chosen until {ended}; the change takes effect on {day}. Choose one of: {known}.",
    "table.name_long": "{table}, key “{key}”: the name has more than {longest} letters (“{text}”). Shorten it: files and drop-down lists carry it.",
    "table.name_twice": "{table}, key “{key}”: the name “{text}” is that of “{other}” already (letters with and without accents count as the same). Files that come back could not tell them apart; choose another.",
    "table.name_hidden": "{table}, key “{key}”: the name has a sign that cannot be seen ({point}): a line break, or a mark that turns the direction of writing. Type the name anew, on one line.",
    "table.name_no_letter": "{table}, key “{key}”: the name “{text}” has no Latin letter or digit, so a file that comes back could not be read by it. Write it in Vietnamese or English.",
    "table.code_malformed": '{table}, key "{key}": a code is made of small letters without accents, digits and "_", begins with a letter and has at most {longest} signs. Write for example "dumped_waste".',
}
