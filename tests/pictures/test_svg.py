"""Every picture as SVG: one element that a strict page takes, that names nobody, and that is the same each time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from landtrack.domain.report.series import DayCount, Mark, TargetLine
from landtrack.domain.status import Status
from landtrack.messages import catalogue
from landtrack.pictures.picture import Drawing
from landtrack.pictures.progress_over_time import progress_over_time
from landtrack.pictures.ranked_units import ranked_units
from landtrack.pictures.resolution_calendar import resolution_calendar
from landtrack.pictures.sheet import Canvas, Letters
from landtrack.pictures.small_map import small_map
from landtrack.pictures.small_multiples import small_multiples
from tests.pictures.examples import CUTOFFS, SERIES, SVG, case, elements, land, progress, texts

WORDS = catalogue("vi")
EVIL = '</text><script>alert("1")</script> & \'x\' style="color: red" $a_b^c$ {0} \x00\x1b\ud800 https://evil.example'
MARK = Mark(date(2021, 6, 1), EVIL)
TARGET = TargetLine(date(2022, 1, 1), date(2023, 12, 31), 3000, 400, EVIL)


def every_picture(name: str = "Đồng Tiến") -> dict[str, Drawing]:
    shapes = [case(status, 300 * place, 500, 200) for place, status in enumerate(Status, 1)]
    units = progress((name, 40, 30), ("Bố Hạ", 5, 1))
    return {
        "over time": progress_over_time(SERIES, [MARK], [TARGET], WORDS, cutoffs=CUTOFFS),
        "hectares over time": progress_over_time(SERIES, [MARK], [TARGET], WORDS, by_area=True),
        "ranked": ranked_units(units, WORDS),
        "multiples": small_multiples([(name, SERIES), ("Bố Hạ", SERIES[:2])], WORDS),
        "calendar": resolution_calendar([DayCount(date(2022, 3, 4), 5)], WORDS),
        "map": small_map(land(shapes), WORDS),
    }


PICTURES = every_picture(EVIL)


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_one_element_without_styles_scripts_links_or_hosts(name):
    svg = PICTURES[name].svg()
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    tags = Counter(element.tag.removeprefix(SVG) for element in root.iter())
    assert set(tags) <= {"svg", "title", "desc", "rect", "path", "text"}
    attributes = {attribute for element in root.iter() for attribute in element.attrib}
    assert not {
        found for found in attributes if found in {"style", "class"} or "href" in found or found.startswith("on")
    }
    outside = re.sub(r"(?s)<(text|desc|title)\b[^>]*>.*?</\1>", "", svg)
    assert re.findall(r"[a-z]*://[^\"<> ]*", outside) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("name", PICTURES)
def test_it_has_a_name_and_a_description_for_those_who_hear_it(name):
    root = ET.fromstring(PICTURES[name].svg())  # noqa: S314 - our own
    assert root.get("role") == "img"
    said = {element.get("id"): element.text for element in root if element.get("id")}
    assert list(said) == (root.get("aria-labelledby") or "").split()
    title, description = said.values()
    assert title == PICTURES[name].title
    assert description
    assert len(description) > 20


def test_ids_differ_between_pictures() -> None:
    found = Counter(re.findall(r' id="([^"]+)"', "".join(drawing.svg() for drawing in PICTURES.values())))
    assert len(found) == 2 * len(PICTURES)


def test_text_from_people_stays_text() -> None:
    for drawing in PICTURES.values():
        svg = drawing.svg()
        assert "<script" not in svg
        assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", svg)
    shown = " ".join(texts(PICTURES["multiples"]))
    assert '</text><script>alert("1")' in shown
    assert "$a_b" in " ".join(texts(progress_over_time(SERIES, [Mark(date(2021, 6, 1), "$a_b^c$ {0}")], [], WORDS)))


@pytest.mark.parametrize("name", PICTURES)
def test_long_names_are_cut_and_nothing_leaves_the_sheet(name):
    drawing = every_picture("Xã có một cái tên dài " * 10)[name]
    for element in elements(drawing, "path"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.get("d") or "")]
        assert min(numbers) >= 0
        assert max(numbers[::2]) <= drawing.sheet.width
        assert max(numbers[1::2]) <= drawing.sheet.height
    assert max(map(len, texts(drawing))) < 90


def test_the_same_values_give_the_same_bytes() -> None:
    again = every_picture(EVIL)
    assert {name: drawing.svg() for name, drawing in again.items()} == {
        name: drawing.svg() for name, drawing in PICTURES.items()
    }


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.pictures.test_svg import every_picture\n"
        "for name, drawing in every_picture().items():\n"
        "    print(name, hashlib.sha256(drawing.svg().encode() + drawing.png(60)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[2], env={"PYTHONHASHSEED": seed, "HOME": str(Path.home())},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
    assert len(found.pop().splitlines()) == 6


def test_numbers_of_points_are_short() -> None:
    canvas = Canvas(10, 10)
    canvas.line([(1 / 3, 0.0), (-0.001, 2.5)], "#000000")
    canvas.text(2 / 3, 5, "a", Letters(8))
    drawing = Drawing("t", "n", (), (), canvas.sheet())
    assert elements(drawing, "path")[0].get("d") == "M0.33 0L0 2.5"
    assert elements(drawing, "text")[0].get("x") == "0.67"


def test_a_picture_is_its_drawing_for_a_page() -> None:
    drawing = PICTURES["map"]
    picture = drawing.picture()
    assert (picture.title, picture.svg, picture.heading, picture.rows, picture.note) == (
        drawing.title, drawing.svg(), drawing.heading, drawing.rows, drawing.note,
    )  # fmt: skip
