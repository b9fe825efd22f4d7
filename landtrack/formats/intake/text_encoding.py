"""How the bytes of a text are read: by byte order mark, as UTF-8 if they are it, else as Windows, byte for byte."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from landtrack.formats.intake.incoming import Incoming

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "windows-1258")
"""What a person can choose."""
LEGACY = "windows-1252"
"""What is neither UTF-8 nor UTF-16 is read so: each byte becomes one character. TCVN3, VNI and Windows-1258 texts stay
whole in it for the step that recognises them."""
ONE_TO_ONE = "landtrack.one_to_one"
"""Error handling: a byte that the code leaves undefined becomes the character of its number."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
BROKEN = "\ufffd"
"""What stands for bytes that are no letter."""
_PIECE = 1 << 20
_FEWEST_WIDE, _MOST_BROKEN = 20, 0.05
_MOST_ZEROS = 0.3


class Letters(NamedTuple):
    """How a text is decoded: the name for people, and Python's codec and error handling."""

    name: str
    codec: str
    errors: str


def _one_to_one(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return "".join(map(chr, fault.object[fault.start : fault.end])), fault.end


codecs.register_error(ONE_TO_ONE, _one_to_one)


def known_encoding(name: str) -> str:
    """Return a person's choice as one of ENCODINGS ("UTF8", "cp1258"). Raises Refusal ``intake.encoding_unknown``."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        codec = ""
    found = next((known for known in ENCODINGS if codecs.lookup(known).name == codec), None)
    if found is None:
        raise Refusal("intake.encoding_unknown", encoding=name[:40], encodings=", ".join(ENCODINGS))
    return found


def text_letters(file: Incoming) -> Letters:
    """Return how a text file is read: as the person chose, else as its bytes say.

    Raises Refusal ``intake.encoding_unknown``, ``intake.encoding_wrong`` for a choice that does not fit.
    """
    marked = marked_encoding(file.head)
    if file.encoding is not None:
        chosen = known_encoding(file.encoding)
        if (chosen == "utf-8" and not _is_utf8(file)) or (chosen == "utf-16" and not marked.startswith(chosen)):
            raise Refusal("intake.encoding_wrong", file=file.name, encoding=chosen)
        return _letters(marked if chosen == "utf-16" else chosen)
    if marked.startswith("utf-16") or _is_utf8(file):
        return _letters(marked or "utf-8")
    return Letters("utf-8", "utf-8-sig", "replace") if marked or _nearly_utf8(file.head) else _letters(LEGACY)


def _letters(encoding: str) -> Letters:
    if encoding == "utf-8":
        return Letters(encoding, "utf-8-sig", "strict")
    if encoding.startswith("utf-16"):
        return Letters("utf-16", encoding, "strict")
    return Letters(encoding, encoding, ONE_TO_ONE)


def marked_encoding(head: bytes) -> str:
    """Return the encoding that a beginning shows by its mark, or by the zeros between the letters; "" for none."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for encoding, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if high.count(0) > _MOST_ZEROS * len(high) and not low.count(0):
            return encoding
    return ""


def _is_utf8(file: Incoming) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.path.open("rb") as stream:
        try:
            while piece := stream.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _nearly_utf8(head: bytes) -> bool:
    """Say whether nearly all letters beyond ASCII are UTF-8: a file in which some bytes were damaged."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    wide = sum(not sign.isascii() for sign in text)
    return wide >= _FEWEST_WIDE and text.count(BROKEN) <= wide * _MOST_BROKEN
