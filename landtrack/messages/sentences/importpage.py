"""Sentences about the import page."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "upload.folder": "Files cannot be kept in {folder}: it cannot be written, or it is open to others. Set LANDTRACK_UPLOADS to a folder of the server's own.",
    "upload.unknown": "This file is not here. Files are removed after their import, or after a day: send it again.",
    "upload.busy": "The server is still working on this file. Wait a moment and ask again.",
    "upload.none": "No file was chosen. Choose the file with the cases.",
    "upload.empty": "{file} is empty. Save it again and send it once more.",
    "upload.several": "These are no parts of one file: {files}. Send one file at a time; only the parts of a shapefile or of a MapInfo table belong together.",
    "upload.not_kept": "The server could not keep the file: its disk may be full. Nothing was imported; ask the administrator.",
    "upload.rows": "“{text}” names no row. Write a row number such as 3, or 3-4 for headings in two rows.",
    "import.not_here": "There is no import {entry}, or it is not one of yours. The page “Import” shows yours.",
    "user.not_here": "There is no user “{user}”. The page “Users” shows who there is, and adds others.",
}
