"""Files as telephones, scanners and attackers send them."""

from __future__ import annotations

import io

from PIL import ExifTags, Image

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
SCRIPT = b"<script>alert(1)</script>"
PLACE = (106.126828, 21.467117)  # longitude, latitude: in Phồn Xương


def photo(size: tuple[int, int] = (64, 32), *, place: bool = True, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """Return a picture, red at the left and blue at the right, with what a telephone writes beside it."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Secret Maker"
    exif[ExifTags.Base.Orientation] = orientation
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLongitudeRef: "E",
                ExifTags.GPS.GPSLongitude: sexagesimal(PLACE[0]),
                ExifTags.GPS.GPSLatitudeRef: "N",
                ExifTags.GPS.GPSLatitude: sexagesimal(PLACE[1]),
            }
        )
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def sexagesimal(degrees: float) -> tuple[float, float, float]:
    """Return degrees, minutes and seconds as EXIF has them."""
    minutes = degrees % 1 * 60
    return (float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 4))
