"""Photos, scans and minutes that belong to a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from landtrack.domain.file_name import clean_file_name

LARGEST = 20 * 1024 * 1024
"""Bytes of one file: a photo of a telephone has 3 to 12 MB, scanned minutes less."""


class MediaType(StrEnum):
    """The kinds of file that are taken, told by their content; the value is the media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


PICTURES = frozenset({MediaType.JPEG, MediaType.PNG})
ENDINGS = {MediaType.JPEG: (".jpg", ".jpeg"), MediaType.PNG: (".png",), MediaType.PDF: (".pdf",)}


def label_of(name: str, kind: MediaType) -> str:
    """Return the label of a file with an ending of what it is: who downloads "a.html" would open it as a page."""
    label = clean_file_name(name)
    return label if label.lower().endswith(ENDINGS[kind]) else clean_file_name(label + ENDINGS[kind][0])


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a case: ``entry`` is its number in the log, ``sha256`` that of its bytes as they were sent.

    ``name`` is the label that the file had where it came from, with the ending of its kind; ``size`` is in bytes.
    """

    entry: int
    sha256: str
    name: str
    media_type: MediaType
    size: int
    note: str = ""


class FileState(StrEnum):
    """What became of a file in the folder of attachments."""

    WHOLE = "whole"
    MISSING = "missing"
    CHANGED = "changed"
