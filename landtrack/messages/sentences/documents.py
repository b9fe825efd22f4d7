"""Sentences about documents."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "template.not_word": "{file} is no Word template that can be read. Save it in Word as a document (.docx) without a password.",
    "template.too_large": "The template {file} is too large: at most {most} MB, with no part above 8 MB. Take large pictures out of it.",
    "template.syntax": "The template {file} cannot be read at “{text}”. Each field stands in “{{{{ }}}}” and is closed, each “if” and “for” has its end; calculations and other words are none of these.",
    "template.unknown_field": "The template {file} names the field “{field}”, which does not exist. Known here: {known}.",
    "template.forbidden": "The template {file} holds “{what}”. Only fields, “if” and a simple “for … in …” that is in no other are allowed.",
    "template.torn": "The template {file} cannot be filled: a condition or a loop begins in one cell or row of a table and ends in another. Put both in the same.",
    "settings.templates": "LANDTRACK_TEMPLATES names {value}, which is no folder that can be opened. Correct it, or leave the setting out to use the shipped templates.",
    "template.layout": "The sheet cannot be set by the layout {file} ({reason}). The layout belongs to the program: install it anew.",
}
