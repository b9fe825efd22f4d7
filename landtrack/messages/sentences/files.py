"""Sentences about files."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "intake.zip_many": "“{file}” holds {count} files; at most {most} can be read. Pack only the files that are to be read.",
    "intake.part_cut": "“{file}” is cut off: its {part} ends too early. Copy all files of the layer again.",
    "intake.parts_differ": "The parts of “{file}” do not belong together: {shapes} shapes, but {rows} rows in the {part}. Take all of them from the same folder again.",
    "backup.no_list": "There is no {file}, which says what the backup holds. Name the copy of the register; if the backup was interrupted, make a new one.",
    "backup.list_malformed": "Line {line} of {file} is no checksum of this backup. The list was changed: make a new backup.",
    "intake.other_epoch": "The workbook counts its days from 1904, as Excel did on Macintosh. They were read so, also where a day stands as a plain number.",
}
