"""Sentences about attachments and base maps."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "attachment.empty": "{file} is empty. Choose the file again.",
    "attachment.unknown_type": "{file} is no JPEG or PNG picture and no PDF, whatever its name says. Attach a photo or a scan; save other pictures (HEIC of an iPhone, WebP, SVG) as JPEG first.",
    "attachment.damaged": "{file} is damaged or was cut off. Send it again, or open and save it anew.",
    "attachment.too_many_pixels": "{file} has {width} × {height} pixels, too many to be shown. Save it smaller.",
    "attachment.too_large": "{file} is larger than {megabytes} MB. Save it smaller, or scan it in fewer pages.",
    "attachment.again": "{file} is already attached to case {case}.",
    "attachment.unknown": "Case {case} has no file {entry}. It may have been removed; load the case again.",
    "attachment.gone": "{file} is no longer in the folder of attachments. Tell the administrator: “landtrack attachments” lists what is missing.",
    "attachment.no_thumbnail": "{file} is no picture and has no preview.",
    "attachment.no_file": "No file arrived: none was chosen, or the sending was interrupted. Choose a photo or a PDF and send it again.",
    "attachment.reason_missing": "Say why the file is removed.",
    "attachment.no_folder": "No folder for attachments is set. Set LANDTRACK_ATTACHMENTS to a folder that the server may write to.",
    "layer.damaged": "{file} is damaged, or not what its name says. Copy it into the folder again.",
    "layer.empty": "{file} holds no tile.",
    "layer.vector_tiles": "{file} holds vector tiles, which are no pictures. Give pictures (PNG, JPEG, WebP), or the layer as GeoPackage.",
    "layer.no_system": "{file} names no coordinate system, so nobody can tell where it lies. Add its .prj file, or save it with its system.",
    "layer.unknown": "There is no such layer any more. Load the page again.",
}
