"""Attached files: told by their content, drawn anew without what a camera wrote beside the pixels."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from landtrack.domain.attachment import MediaType
from landtrack.domain.errors import Refusal
from landtrack.formats.attached_file import MOST_PIXELS, media_type_of, plain_copy, position_of, thumbnail
from tests.attached_files import PDF, PLACE, SCRIPT, photo


@pytest.fixture
def kept(tmp_path):
    def keep(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return keep


@pytest.mark.parametrize(
    ("content", "kind"),
    [(photo(), MediaType.JPEG), (photo(kind="PNG"), MediaType.PNG), (PDF, MediaType.PDF)],
    ids=["jpeg", "png", "pdf"],
)
def test_a_file_is_what_it_holds(kept, content, kind):
    assert media_type_of(kept(content), "x.exe") is kind


def bomb():
    """Return a PNG of 60,000 × 60,000 pixels in a few bytes."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "attachment.empty"),
        (SCRIPT, "attachment.unknown_type"),
        (b"GIF89a" + b"\0" * 40, "attachment.unknown_type"),
        (b"\xff\xd8\xff" + SCRIPT, "attachment.damaged"),
        (photo((640, 480))[:2000], "attachment.damaged"),
        (photo((640, 480), kind="PNG")[:400], "attachment.damaged"),
        (PDF[:30], "attachment.damaged"),
        (bomb(), "attachment.too_many_pixels"),
    ],
    ids=["empty", "script", "gif", "script-as-jpeg", "half-jpeg", "half-png", "half-pdf", "bomb"],
)
def test_what_is_no_photo_and_no_paper_is_refused(kept, content, code):
    with pytest.raises(Refusal) as refused:
        media_type_of(kept(content), "ảnh.jpg")
    assert (refused.value.code, refused.value.arguments["file"]) == (code, "ảnh.jpg")


def test_the_bomb_is_beyond_the_limit_and_a_photo_is_not():
    assert 12_000 * 9_000 < MOST_PIXELS < 60_000 * 60_000


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_camera_tells_where_it_was(kept, kind):
    assert position_of(kept(photo(kind=kind))) == pytest.approx(PLACE, abs=1e-6)
    assert position_of(kept(photo(place=False, kind=kind))) is None
    assert position_of(kept(PDF)) is None


@pytest.mark.parametrize(("kind", "form"), [(MediaType.JPEG, "JPEG"), (MediaType.PNG, "PNG")])
@pytest.mark.parametrize("draw", [plain_copy, thumbnail])
def test_a_copy_has_the_pixels_and_nothing_else(kept, kind, form, draw):
    content = photo(kind=form)
    assert b"Secret Maker" in content
    copy = draw(kept(content), kind, "x")
    assert b"Secret Maker" not in copy
    with Image.open(io.BytesIO(copy)) as picture:
        assert not picture.getexif()
        red, _green, blue = list(picture.convert("RGB").resize((2, 1)).tobytes()[:3])
        assert (red > 200, blue < 60) == (True, True)


def test_a_copy_stands_upright(kept):
    turned = kept(photo((64, 32), orientation=6))
    with Image.open(io.BytesIO(plain_copy(turned, MediaType.JPEG, "x"))) as picture:
        assert picture.size == (32, 64)


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "I;16", "CMYK"])
def test_pictures_of_every_kind_can_be_shown(kept, mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (300, 500)).save(out, form)
    path = kept(out.getvalue())
    kind = media_type_of(path, "x")
    with Image.open(io.BytesIO(plain_copy(path, kind, "x"))) as picture:
        assert picture.size == (300, 500)
    with Image.open(io.BytesIO(thumbnail(path, kind, "x"))) as picture:
        assert picture.size == (144, 240)
