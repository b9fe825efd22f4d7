"""Sentences about documents."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "template.not_word": "{file} is no Word template that can be read. Save it in Word as a document (.docx) without a password.",
    "template.too_large": "The template {file} is too large: at most {most} MB, with no part above 8 MB. Take large pictures out of it.",
    "template.syntax": "The template {file} cannot be filled: {reason}. Each field stands in “{{ }}”, each condition or loop needs its end, and both lie in the same cell or row.",
    "template.unknown_field": "The template {file} names the field “{field}”, which does not exist. Known here: {known}.",
    "template.forbidden": "The template {file} holds “{what}”. Only fields, “if” and a simple “for … in …” that is in no other are allowed.",
}
