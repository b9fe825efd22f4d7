"""Sentences about attachments and base maps."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "attachment.empty": "{file} is empty. Choose the file again.",
    "attachment.unknown_type": "{file} is no JPEG or PNG picture and no PDF, whatever its name says. Attach a photo or a scan.",
    "attachment.damaged": "{file} is damaged or was cut off. Send it again, or open and save it anew.",
    "attachment.too_many_pixels": "{file} has {width} × {height} pixels, too many to be shown. Save it smaller.",
    "attachment.too_large": "{file} is larger than {megabytes} MB. Save it smaller, or scan it in fewer pages.",
    "attachment.again": "{file} is already attached to case {case}.",
    "attachment.unknown": "Case {case} has no file {entry}. It may have been removed; load the case again.",
    "attachment.gone": "{file} is no longer in the folder of attachments. Tell the administrator: “landtrack attachments” lists what is missing.",
    "attachment.no_thumbnail": "{file} is no picture and has no preview.",
    "attachment.no_file": "No file was sent. Choose a photo or a PDF.",
    "attachment.reason_missing": "Say why the file is removed.",
    "attachment.no_folder": "No folder for attachments is set. Set LANDTRACK_ATTACHMENTS to a folder that the server may write to.",
}
