"""Choices of the first step beyond columns: values for the whole file, the day of its units, its sheets, its system."""

from __future__ import annotations

import json
from html import unescape
from io import BytesIO
from threading import Thread
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.intake.list_imports import list_imports
from tests.usecases.intake.layers import INSIDE, layer, official
from tests.web.import_files import HEADINGS, Import, figures_of, form_values, line, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

WITHOUT_KIND = tuple(heading for heading in HEADINGS if heading != "Hành vi vi phạm")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the application of the tests keeps uploads."""
    return tmp_path / "uploads"


def without_kind(number: int) -> list[Any]:
    return [value for heading, value in zip(HEADINGS, line(number), strict=True) if heading != "Hành vi vi phạm"]


def kept(place: Path) -> dict[str, Any]:
    """Return the choices that are kept with the one upload."""
    (notes,) = place.glob("*/upload.json")
    choices: dict[str, Any] = json.loads(notes.read_text("utf-8"))["choices"]
    return choices


def test_a_value_for_the_whole_file_stands_where_no_column_has_one(visitor: Visit, place: Path) -> None:
    upload = Import.of(visitor("canbo"), workbook([without_kind(1), without_kind(2)], WITHOUT_KIND))
    upload.choose(then="check")
    assert figures_of(upload.get("/check").text) == [0, 0, 0, 2]
    upload.choose(then="check", **{"default-kind": "encroached", "default-hamlet": " "})
    assert kept(place)["defaults"] == {"kind": "encroached"}
    assert figures_of(upload.get("/check").text) == [2, 0, 0, 0]
    upload.choose(**{"default-land_type": "LUC"})
    assert kept(place)["defaults"] == {"kind": "encroached", "land_type": "LUC"}
    assert form_values(upload.get().text)["default-land_type"] == "LUC"
    upload.choose(**{"default-kind": ""})
    assert form_values(upload.get().text)["default-kind"] == ""
    assert figures_of(upload.get("/check").text) == [0, 0, 0, 2]


@pytest.mark.parametrize("sent", [{"default-kind": "<b>"}, {"default-occurred": "hồi xưa"}, {"frame": "31/02/2020"}])
def test_a_value_that_means_nothing_is_said_and_not_kept(visitor: Visit, place: Path, sent: dict[str, str]) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1)]))
    answer = upload.choose(**sent)
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert next(iter(sent.values())) in unescape(answer.text)
    assert "<b>" not in answer.text
    assert kept(place) == {}


def test_the_day_of_the_units_is_a_choice_only_when_it_is_another(visitor: Visit, place: Path) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1)]))
    guessed = form_values(upload.get().text)["frame"]
    upload.choose()
    assert kept(place) == {}
    upload.choose(frame="01/07/2021")
    assert kept(place) == {"frame": "2021-07-01"}
    assert form_values(upload.get().text)["frame"] == "01/07/2021"
    upload.choose(frame="")
    assert form_values(upload.get().text)["frame"] == guessed


def two_sheets() -> bytes:
    book = openpyxl.load_workbook(BytesIO(workbook([line(1), line(2)])))
    other = book.create_sheet("Biểu 03")
    for row in (HEADINGS, line(3)):
        other.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_one_of_the_sheets_that_are_read_together_is_chosen_and_given_up(visitor: Visit, place: Path) -> None:
    upload = Import.of(visitor("canbo"), two_sheets())
    assert "3 rows of cases in 2 sheets read together" in upload.get().text
    upload.choose()
    assert kept(place) == {}
    upload.choose(sheet="Biểu 02")
    assert kept(place) == {"sheet": "Biểu 02"}
    assert "2 rows of cases in the sheet “Biểu 02”" in upload.get().text
    upload.choose(sheet="*")
    assert kept(place) == {}


def test_whoever_insists_on_the_declared_system_has_decided(visitor: Visit, place: Path, tmp_path: Path) -> None:
    path = layer(tmp_path / "a.gpkg", *[official(INSIDE, "EPSG:9214")] * 4, system="EPSG:9209")
    upload = Import.of(visitor("canbo"), path.read_bytes(), "a.gpkg")
    check = upload.get("/check").text
    assert 'name="insist_system"' in check
    assert 'value="EPSG:9214|no|metres|right"' in check
    assert upload.who.form(upload.address, insist_system="yes", then="check").location == upload.address + "/check"
    assert kept(place) == {"system": "EPSG:9209"}
    check = upload.get("/check").text
    assert (figures_of(check), 'name="insist_system"' in check) == ([4, 0, 0, 0], False)
    assert upload.run().location == upload.address + "/result"


def test_one_file_sent_from_two_sessions_comes_in_once(visitor: Visit, register: Database) -> None:
    body = workbook([line(number) for number in range(1, 5)])
    imports = [Import.of(visitor(name), body) for name in ("canbo", "canbo", "canbo.yenthe")]
    for one in imports:
        one.choose(then="check")
        assert figures_of(one.get("/check").text) == [4, 0, 0, 0]
    codes: list[int] = []
    threads = [Thread(target=lambda one=one: codes.append(one.run().status_code)) for one in imports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [303, 422, 422]
    assert [row.added for row in list_imports(register, SYSTEM_SCOPE)] == [4]
