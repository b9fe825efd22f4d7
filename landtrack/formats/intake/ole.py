"""The container in which old office programs keep their files: which streams it names."""

from __future__ import annotations

import mmap
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landtrack.formats.intake.incoming import Incoming

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES = ("Workbook", "Book", "EncryptedPackage", "WordDocument", "PowerPoint Document", "Dgn~H")


def ole_streams(file: Incoming) -> set[str]:
    """Return which of the streams that tell programs apart the container names.

    Looks for the names only, not through the directory, so that a damaged file, too, is called what it is.
    """
    found = set()
    with file.path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for name in _NAMES:
            # A directory entry is 128 bytes long, on such a border, and its name is filled up with zeros.
            for place in re.finditer(re.escape((name + "\0").encode("utf-16-le")), content):
                if place.start() % 128 == 0:
                    found.add(name)
                    break
    return found
