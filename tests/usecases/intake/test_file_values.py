"""Values for a whole file: for drawings without attributes, and for lists that leave out what goes without saying."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.case import Occurred, ViolationKind
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.messages import catalogue
from landtrack.store.histories import read_histories
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.intake.read_source import read_source
from landtrack.usecases.intake.report_words import problem_sentence, report_json
from tests.usecases.intake.layers import INSIDE, NEIGHBOURS, layer, official
from tests.usecases.intake.sheets import bring, counts, problems, row, workbook

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = {"kind": "Lấn đất", "unit": "07288", "found_on": "04/05/2021", "occurred": "trước 2014", "land_type": "LUC"}


def drawing(path: Path, *shapes: Any) -> Path:
    """Write closed lines as a DXF without anything else, in the coordinates that they have."""
    lines = ["0", "SECTION", "2", "ENTITIES"]
    for shape in shapes:
        corners = list(shape.exterior.coords)[:-1]
        lines += ["0", "LWPOLYLINE", "8", "0", "90", str(len(corners)), "70", "1"]
        for x, y in corners:
            lines += ["10", f"{x}", "20", f"{y}"]
    path.write_text("\n".join([*lines, "0", "ENDSEC", "0", "EOF", ""]), "ascii")
    return path


def told(values: dict[str, Any], **more: Any) -> ImportChoices:
    return ImportChoices(mapping={"defaults": values, **more})


def facts_of(register):
    with register.reading() as view:
        return [one.revisions[-1].facts for one in read_histories(view)]


@pytest.fixture
def dxf(tmp_path):
    return drawing(tmp_path / "ban ve.dxf", official(INSIDE), official(INSIDE).buffer(3, join_style="mitre"))


def test_a_drawing_without_attributes_becomes_cases_of_what_is_said_of_all(register, dxf):
    choices = ImportChoices(system="EPSG:9214", mapping={"defaults": WHOLE})
    report = bring(register, dxf, choices=choices)
    assert (counts(report), problems(report)) == ((2, 0, 0, 0), [])
    first, _ = facts_of(register)
    assert (first.kind, first.land_type, first.found_on) == (ViolationKind.ENCROACHED, "LUC", date(2021, 5, 4))
    assert first.occurred == Occurred(None, date(2013, 12, 31))
    assert first.area > 4000
    assert counts(bring(register, dxf, choices=choices)) == (0, 0, 2, 0)


def test_without_them_it_says_which_are_missing_and_nothing_of_headings(register, dxf):
    report = bring(register, dxf, choices=ImportChoices(system="EPSG:9214"))
    assert {code for _, code in problems(report)} == {"import.column_missing"}
    fields = [one.arguments["field"] for one in report.problems if one.severity == "error"]
    assert fields == ["unit", "found_on", "kind"]


def test_they_stand_in_for_empty_cells_and_for_nothing_else(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(kind=None, land=None, hamlet="Xóm Chùa"), row(parcel="2"))
    report = bring(register, path, choices=told({"kind": "Chiếm đất", "land_type": "LUC", "hamlet": "Bản Ven"}))
    assert counts(report) == (2, 0, 0, 0)
    assert [(one.kind, one.land_type, one.hamlet) for one in facts_of(register)] == [
        (ViolationKind.OCCUPIED, "LUC", "Xóm Chùa"),
        (ViolationKind.ENCROACHED, "CLN", "Bản Ven"),
    ]


def test_a_cell_that_is_wrong_stays_wrong(register, tmp_path):
    report = bring(register, workbook(tmp_path / "so.xlsx", row(kind="Bay")), choices=told({"kind": "Lấn đất"}))
    assert problems(report) == [("F2", "cell.word_unknown")]


def test_a_row_that_says_itself_when_it_was_is_believed(register, tmp_path):
    days = [date(2019, 3, 1)], [date(2019, 3, 2)]
    path = layer(tmp_path / "a.gpkg", official(INSIDE), NGAY_VP=[], NGAY_VP2=days[1], NGAY_VP1=days[0])
    assert counts(bring(register, path, choices=told({"occurred": "2008"}))) == (1, 0, 0, 0)
    assert facts_of(register)[0].occurred == Occurred(date(2019, 3, 1), date(2019, 3, 2))


@pytest.mark.parametrize(
    ("values", "code", "names"),
    [
        ({"area": "500"}, "mapping.default_field", "occurred"),
        ({"holder": "Nguyễn Văn A"}, "mapping.default_field", "kind"),
        ({"kind": "Bay"}, "mapping.default_term", "encroached"),
        ({"land_type": "XYZ"}, "mapping.default_value", "LUC"),
        ({"occurred": "hôm nọ"}, "mapping.default_value", "6/2020"),
        ({"effective_on": "2020"}, "mapping.default_value", "05/04/2023"),
        ({"found_on": "hôm nọ"}, "day.malformed", ""),
        ({"kind": 5}, "mapping.value_malformed", ""),
        ("kind", "mapping.value_malformed", ""),
    ],
)
def test_what_means_nothing_is_one_sentence(register, tmp_path, values, code, names):
    path = workbook(tmp_path / "so.xlsx", row())
    with pytest.raises(Refusal) as refused:
        read_source(register, SYSTEM_SCOPE, path, None, told(values))
    assert refused.value.code == code
    for language in ("vi", "en"):
        assert names in catalogue(language).sentence(refused.value)


def test_they_are_remembered_for_the_source_shown_and_can_be_taken_away(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(kind=None))
    first = bring(register, path, choices=told({"kind": "Lấn đất"}))
    assert [(one.severity, one.code) for one in first.problems] == [("note", "import.file_value")]
    assert report_json(first, catalogue("vi"))["reading"]["defaults"] == {"kind": "Lấn đất"}
    path = workbook(tmp_path / "sau.xlsx", row(kind=None, parcel="9"))
    again = bring(register, path, dry_run=True)
    assert counts(again) == (1, 0, 0, 0)
    (said,) = again.problems
    assert (said.severity, said.code, said.arguments["text"]) == ("warning", "import.file_value_kept", "Lấn đất")
    assert "Lấn đất" in problem_sentence(said, catalogue("vi"))
    cleared = bring(register, path, choices=told({"kind": ""}), dry_run=True)
    assert (counts(cleared), dict(cleared.reading.defaults)) == ((0, 0, 0, 1), {})


def test_they_are_not_another_persons(register, tmp_path):
    bring(register, workbook(tmp_path / "so.xlsx", row(kind=None)), choices=told({"kind": "Lấn đất"}))
    somebody = replace(SYSTEM_SCOPE, actor="b")
    path = workbook(tmp_path / "sau.xlsx", row(kind=None, parcel="9"))
    assert read_source(register, somebody, path, None, ImportChoices()).reading.defaults == {}


def test_a_system_that_is_missing_is_said_once_with_the_number_of_shapes(register, dxf, tmp_path):
    drawn = [layer(tmp_path / "a.gpkg", official(INSIDE), official(INSIDE), system=None), dxf]
    for path in drawn:
        report = bring(register, path, choices=told(WHOLE))
        about = [one for one in report.problems if "system" in one.code]
        assert [(one.severity, one.arguments["shapes"]) for one in about] == [("error", 2)]
        assert counts(report) == (0, 0, 0, 2)


def test_naming_the_very_system_that_was_guessed_is_a_decision(register, tmp_path):
    path = layer(tmp_path / "a.gpkg", *[official(NEIGHBOURS)] * 4, system="EPSG:9214")
    for choices in (ImportChoices(system="EPSG:9214"), ImportChoices(mapping={"system": "EPSG:9214"})):
        reading = read_source(register, SYSTEM_SCOPE, path, None, choices).reading
        assert reading.decisions["system"] == "EPSG:9214"
    assert "system" not in read_source(register, SYSTEM_SCOPE, path, None, ImportChoices()).reading.decisions


def test_the_day_of_the_units_is_shown_chosen_and_remembered(register, tmp_path, unit):
    today = workbook(tmp_path / "so.xlsx", row(unit="07288"))
    old = workbook(tmp_path / "cu.xlsx", row(unit="07288"), row(unit="Thị trấn Phồn Xương", parcel="2"))
    assert bring(register, today, dry_run=True).frame == date(2026, 11, 22)
    guessed = bring(register, old, dry_run=True)
    assert guessed.frame is not None
    assert guessed.frame < date(2026, 11, 22)
    chosen = ImportChoices(mapping={"frame": guessed.frame.strftime("%d/%m/%Y")})
    report = bring(register, today, choices=chosen)
    assert (report.frame, report.reading.decisions["frame"]) == (guessed.frame, guessed.frame.isoformat())
    assert facts_of(register)[0].unit_id == unit
    assert report_json(report, catalogue("vi"))["frame"] == guessed.frame.isoformat()
    assert bring(register, today, dry_run=True).frame == guessed.frame
    anew = bring(register, today, choices=ImportChoices(mapping={"frame": ""}), dry_run=True)
    assert (anew.frame, "frame" in anew.reading.decisions) == (date(2026, 11, 22), False)
    with pytest.raises(Refusal, match=r"day\.malformed"):
        bring(register, today, choices=ImportChoices(mapping={"frame": "hôm nọ"}))
