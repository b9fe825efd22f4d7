"""Pictures as PNG: the size asked for, the same bytes for the same picture, in any thread and whoever set what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import matplotlib as mpl
import pytest
from PIL import Image

from landtrack.domain.status import Status
from landtrack.messages import catalogue
from landtrack.pictures.palette import STATUS_FILLS
from landtrack.pictures.progress_over_time import progress_over_time
from landtrack.pictures.small_map import small_map
from tests.pictures.examples import SERIES, case, land

WORDS = catalogue("vi")
MAP = small_map(land([case(Status.OPEN, 2000, 2000, 1500)]), WORDS)


@pytest.mark.parametrize("dpi", [72, 150])
def test_it_has_the_size_asked_for(dpi):
    with Image.open(BytesIO(MAP.png(dpi))) as image:
        assert image.size == (int(MAP.sheet.width * dpi / 72), int(MAP.sheet.height * dpi / 72))
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_the_same_picture_gives_the_same_bytes_in_any_thread() -> None:
    drawing = progress_over_time(SERIES, [], [], WORDS)
    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(drawing.png, [90] * 8))
    assert found == {drawing.png(90)}


def test_it_names_neither_its_maker_nor_a_time() -> None:
    written = MAP.png(72)
    assert b"atplotlib" not in written
    assert b"tEXt" not in written
    assert b"tIME" not in written


def test_what_is_drawn_is_what_the_sheet_says() -> None:
    with Image.open(BytesIO(MAP.png(72))) as image:
        pixels = image.convert("RGB")
        colours = {colour for _count, colour in pixels.getcolors(1 << 24) or ()}
        assert pixels.getpixel((1, 1)) == (255, 255, 255)
    assert tuple(bytes.fromhex(STATUS_FILLS[Status.OPEN][1:])) in colours


def test_a_setting_of_the_process_does_not_matter() -> None:
    before = MAP.png(72)
    with mpl.rc_context({"lines.linewidth": 9, "savefig.facecolor": "red", "font.size": 30, "patch.linewidth": 5}):
        assert MAP.png(72) == before
