"""Photos, scans and minutes: what a file really is, where a photo was taken, and copies without what it tells aside.

A photo of a telephone holds the place and the moment in which it was taken, its owner's device, a preview. The file as
it was sent is evidence and is kept as it is; what is shown is drawn anew from its pixels, so nothing else comes along.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from landtrack.domain.attachment import PICTURES, MediaType
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = {b"\xff\xd8\xff": MediaType.JPEG, b"\x89PNG\r\n\x1a\n": MediaType.PNG, b"%PDF-": MediaType.PDF}
FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG"}
MOST_PIXELS = 120_000_000
"""More than any telephone takes; a picture of more would fill the memory when it is unpacked."""
THUMBNAIL = 240
PDF_END = b"%%EOF"
PDF_END_WITHIN = 2048
PICTURE_FAULTS = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)
"""What Pillow raises over a picture that is none, or is cut off."""

# Pillow would only warn; here the size is looked at before anything is unpacked, and said in a sentence.
Image.MAX_IMAGE_PIXELS = None


def media_type_of(path: Path, name: str) -> MediaType:
    """Return what the file is by its content; ``name`` is for sentences.

    Refuses ``attachment.empty``, ``attachment.unknown_type``, and ``attachment.damaged`` for a picture that cannot be
    drawn to its last row or a PDF that is cut off.
    """
    with path.open("rb") as file:
        beginning = file.read(16)
    if not beginning:
        raise Refusal("attachment.empty", file=name)
    found = next((kind for magic, kind in MAGIC.items() if beginning.startswith(magic)), None)
    if found is None:
        raise Refusal("attachment.unknown_type", file=name)
    if found in PICTURES:
        with _picture(path, found, name) as picture:
            picture.load()
    elif not _ends_as_pdf(path):
        raise Refusal("attachment.damaged", file=name)
    return found


def position_of(path: Path) -> tuple[float, float] | None:
    """Return the (longitude, latitude) in degrees that the camera wrote into a photo, None where it wrote none."""
    try:
        with Image.open(path) as picture:
            found = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        lon = _degrees(found[ExifTags.GPS.GPSLongitude], found[ExifTags.GPS.GPSLongitudeRef], "W")
        lat = _degrees(found[ExifTags.GPS.GPSLatitude], found[ExifTags.GPS.GPSLatitudeRef], "S")
    except (*PICTURE_FAULTS, KeyError, TypeError, ZeroDivisionError):
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None  # noqa: PLR2004 - the whole Earth


def plain_copy(path: Path, kind: MediaType, name: str) -> bytes:
    """Return a picture drawn anew the right way up: its pixels and nothing else that was in the file."""
    with _picture(path, kind, name) as picture:
        return _written(_upright(picture), kind)


def thumbnail(path: Path, kind: MediaType, name: str) -> bytes:
    """Return a JPEG of at most 240 × 240 pixels of a picture, without anything else that was in the file."""
    with _picture(path, kind, name) as picture:
        picture.draft("RGB", (2 * THUMBNAIL, 2 * THUMBNAIL))
        small = _upright(picture)
        small.thumbnail((THUMBNAIL, THUMBNAIL))
        return _written(small.convert("RGB"), MediaType.JPEG)


@contextmanager
def _picture(path: Path, kind: MediaType, name: str) -> Iterator[Image.Image]:
    """Open a picture as the one format that it began as; refuse what cannot be drawn."""
    try:
        with Image.open(path, formats=[FORMATS[kind]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal("attachment.too_many_pixels", file=name, width=picture.width, height=picture.height)
            yield picture
    except PICTURE_FAULTS as fault:
        raise Refusal("attachment.damaged", file=name) from fault


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture turned as its camera meant it, without what it carries beside its pixels."""
    turned = ImageOps.exif_transpose(picture)
    kept = (
        turned
        if turned.mode in {"RGB", "RGBA", "L", "LA"}
        else turned.convert("RGBA" if turned.info.get("transparency") else "RGB")
    )
    # A new picture: pixels are copied, and nothing of what the old one had beside them.
    drawn = Image.new(kept.mode, kept.size)
    drawn.paste(kept)
    return drawn


def _written(picture: Image.Image, kind: MediaType) -> bytes:
    out = io.BytesIO()
    if kind is MediaType.JPEG:
        picture.convert("RGB").save(out, "JPEG", quality=88)
    else:
        picture.save(out, "PNG")
    return out.getvalue()


def _ends_as_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, io.SEEK_END)
        file.seek(max(file.tell() - PDF_END_WITHIN, 0))
        return PDF_END in file.read()


def _degrees(parts: tuple[float, float, float], side: str, negative: str) -> float:
    degrees = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
    return -degrees if side == negative else degrees
