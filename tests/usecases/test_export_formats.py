"""Every format of exports: the same cases, the same bytes, all or nothing, and a check that finds what is not so."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.errors import NotAllowed, Refusal, UnknownUnit
from landtrack.domain.scope import SYSTEM_SCOPE, Right
from landtrack.domain.selection import Selection, read_selection
from landtrack.domain.status import Status
from landtrack.formats.case_tables import Layer
from landtrack.formats.export_registry import FORMATS, SHAPEFILE, manifest_in
from landtrack.formats.exports.single_file import give
from landtrack.store.units import read_registry
from landtrack.usecases.check_export import check_export
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.report_progress import report_progress
from tests.builders import unit_id
from tests.exports import ASKED, COUNTED, export_register, narrowed, sqlite_export_register
from tests.read_exports import codes_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.domain.question import Question
    from landtrack.store.database import Database

EVERY = tuple(FORMATS)
NEWER = tuple(name for name in FORMATS if name != SHAPEFILE)
SINGLE = tuple(name for name, form in FORMATS.items() if form.single)


@pytest.fixture
def register(database_url: str) -> Iterator[Database]:
    database = export_register(database_url)
    yield database
    database.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Database]:
    """Give the same register on SQLite only, for what has nothing to do with the engine."""
    with sqlite_export_register(tmp_path / "landtrack.db") as database:
        yield database


def exported(register: Database, folder: Path, form: str, question: Question = ASKED, **choices: Any) -> Path:
    out = folder / f"{choices.pop('name', 'out')}-{form}{FORMATS[form].ending}"
    export_cases(
        register, choices.pop("scope", SYSTEM_SCOPE), question, choices.pop("crs", None), out, form=form, **choices
    )
    return out


def chosen(**texts: str) -> Selection:
    return read_selection({name: text.split() for name, text in texts.items()})


def test_each_holds_the_cases_of_progress_and_agrees_with_the_register(register: Database, tmp_path: Path) -> None:
    progress = report_progress(register, SYSTEM_SCOPE, ASKED)
    for form in EVERY:
        out = tmp_path / f"out-{form}{FORMATS[form].ending}"
        summary = export_cases(register, SYSTEM_SCOPE, ASKED, None, out, form=form)
        assert sorted(codes_in(out, form)) == sorted(COUNTED), form
        assert summary.layers == {Layer.POLYGONS: 5, Layer.POINTS: 1, Layer.NO_GEOMETRY: 2}
        manifest = manifest_in(out)
        assert (manifest.form, manifest.head) == (form, progress.head)
        assert manifest.figures["total"]["cases"] == progress.whole.total.cases
        assert manifest.question == replace(ASKED, frame=ASKED.as_of, cutoffs=progress.cutoffs)
        assert check_export(register, SYSTEM_SCOPE, out) == []


def test_the_same_question_gives_the_same_bytes_on_both_engines(
    sqlite_url: str, postgis_url: str, tmp_path: Path
) -> None:
    written: dict[str, set[bytes]] = {form: set() for form in EVERY}
    for name, url in (("a", sqlite_url), ("b", postgis_url)):
        database = export_register(url)
        for form in EVERY:
            written[form] |= {exported(database, tmp_path, form, name=f"{name}{n}").read_bytes() for n in range(2)}
        database.close()
    assert {form: len(found) for form, found in written.items()} == dict.fromkeys(EVERY, 1)


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({"status": "open"}, {"C-ONE-PART", "C-OUTSIDE", "C-BARE", "C-FORMULA", "C-NEIGHBOUR"}),
        ({"status": "resolved in_hand"}, {"C-HOLED", "C-POINT"}),
        ({"unit": "07291"}, {"C-NEIGHBOUR"}),
        ({"unit": "07291 07288", "status": "resolved open", "band": "undetermined"}, {"C-HOLED"}),
        ({"band": "after"}, {"C-POINT"}),
        ({"kind": "other"}, set()),
        ({"effective_from": "02/03/2022", "effective_until": "2022-03-03"}, {"C-PAIR", "C-POINT"}),
        ({"effective_until": "2100-01-01"}, {"C-HOLED", "C-PAIR", "C-POINT", "C-NEIGHBOUR"}),
        ({"found_from": "2021-05-05"}, set()),
    ],
)
def test_a_selection_means_the_same_in_every_format(
    small: Database, tmp_path: Path, texts: dict[str, str], codes: set[str]
) -> None:
    selection, figures = chosen(**texts), []
    for form in EVERY:
        out = exported(small, tmp_path, form, selection=selection)
        assert set(codes_in(out, form)) == codes, form
        manifest = manifest_in(out)
        figures.append(manifest.figures)
        assert manifest.figures["total"]["cases"] == len(codes)
        assert sum(layer["cases"] for layer in manifest.layers.values()) == len(codes)
        assert check_export(small, SYSTEM_SCOPE, out) == []
    assert all(found == figures[0] for found in figures)


def test_the_figures_are_those_of_the_selection(small: Database, tmp_path: Path) -> None:
    manifest = manifest_in(exported(small, tmp_path, "gpkg", selection=chosen(status="open", unit="07288 07291")))
    assert manifest.selection == Selection(frozenset({"07288", "07291"}), frozenset({Status.OPEN}))
    assert [row["code"] for row in manifest.figures["units"]] == ["07288", "07291"]
    assert manifest.figures["total"]["resolved"] == 0
    assert manifest.figures["total"]["area_m2"] == "1578.7"
    assert manifest.figures["gaps"] == {"no_geometry": 2, "undetermined": 0, "outside_unit": 1, "unplaced": 0}
    assert manifest.layers["no_geometry"]["statuses"] == {"open": 2}


def test_one_unit_of_a_selection_is_the_unit_of_the_question(small: Database, tmp_path: Path) -> None:
    one = exported(small, tmp_path, SHAPEFILE, selection=chosen(unit="07291"))
    other = exported(small, tmp_path, SHAPEFILE, ASKED.for_unit("07291"), name="other")
    assert one.read_bytes() == other.read_bytes()


def test_a_selection_of_a_foreign_unit_looks_like_one_that_is_unknown(small: Database, tmp_path: Path) -> None:
    with small.reading() as view:
        own = unit_id(read_registry(view), "07291")
    for units in ("07288", "99999", "07291 07288", "07291 99999"):
        with pytest.raises(UnknownUnit):
            exported(small, tmp_path, "gpkg", selection=chosen(unit=units), scope=narrowed(own))
    out = exported(small, tmp_path, "csv", scope=narrowed(own))
    assert codes_in(out, "csv") == ["C-NEIGHBOUR"]
    assert check_export(small, narrowed(own), out) == []


def test_cases_that_lie_in_no_unit_are_kept(register: Database, tmp_path: Path) -> None:
    question = replace(ASKED, frame=date(2025, 7, 1), known_at=ASKED.known_at + timedelta(days=90))
    for form in NEWER:
        out = exported(register, tmp_path, form, question, selection=chosen(status="open resolved"))
        assert check_export(register, SYSTEM_SCOPE, out) == []


def test_an_empty_answer_is_a_whole_file(small: Database, tmp_path: Path) -> None:
    for form in EVERY:
        out = exported(small, tmp_path, form, replace(ASKED, as_of=date(2020, 5, 1)))
        assert codes_in(out, form) == []
        assert check_export(small, SYSTEM_SCOPE, out) == []


def test_systems_are_those_of_the_format(small: Database, tmp_path: Path) -> None:
    for form in ("gpkg", "csv", "dxf"):
        out = exported(small, tmp_path, form, crs="EPSG:3405")
        assert manifest_in(out).system == "EPSG:3405"
        assert check_export(small, SYSTEM_SCOPE, out) == []
    for form, crs in (("geojson", "EPSG:9214"), ("kml", "EPSG:9214"), ("gpkg", "EPSG:4326"), ("dxf", "EPSG:4756")):
        with pytest.raises(Refusal) as refused:
            exported(small, tmp_path, form, crs=crs)
        assert refused.value.code == "crs.unsupported"
    for form in ("gpkg", "csv"):
        assert check_export(small, SYSTEM_SCOPE, exported(small, tmp_path, form, crs="EPSG:4756")) == []


def test_names_of_other_formats_are_refused(small: Database, tmp_path: Path) -> None:
    for form, name in (("csv", "out.csv"), ("gpkg", "out.zip"), ("shapefile", "out.SHP"), ("geojson", "out.json")):
        with pytest.raises(Refusal) as refused:
            export_cases(small, SYSTEM_SCOPE, ASKED, None, tmp_path / name, form=form)
        assert (refused.value.code, refused.value.arguments["better"]) == (
            "export.ending",
            f"out{FORMATS[form].ending}",
        )
    with pytest.raises(Refusal) as refused:
        export_cases(small, SYSTEM_SCOPE, ASKED, None, tmp_path / "out.dgn", form="dgn")
    assert refused.value.code == "choice.unknown"


def test_more_cases_than_a_format_holds_are_refused(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "workbook", replace(FORMATS["workbook"], most=7))
    with pytest.raises(Refusal) as refused:
        exported(small, tmp_path, "workbook")
    assert refused.value.code == "export.too_many"
    exported(small, tmp_path, "workbook", selection=chosen(status="open"))


def test_without_the_right_nothing_is_written(small: Database, tmp_path: Path) -> None:
    for form in EVERY:
        with pytest.raises(NotAllowed):
            exported(small, tmp_path, form, scope=replace(SYSTEM_SCOPE, rights=SYSTEM_SCOPE.rights - {Right.EXPORT}))
    assert list(tmp_path.glob("out-*")) == []


def old_file(tmp_path: Path, form: str) -> Path:
    out = tmp_path / "exports" / f"out-{form}{FORMATS[form].ending}"
    out.parent.mkdir()
    out.write_bytes(b"the one of last month")
    return out


@pytest.mark.parametrize(
    ("form", "largest"),
    [*((form, size) for form in NEWER for size in (600, 4_000)), ("gpkg", 60_000), ("gpkg", 110_000)],
)
def test_a_full_disk_leaves_the_old_file(small: Database, tmp_path: Path, form: str, largest: int) -> None:
    """No file may grow beyond so many bytes: neither the tables it works with nor what is given."""
    out = old_file(tmp_path, form)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, limits[1]))
    try:
        with pytest.raises(Refusal) as refused:
            exported(small, out.parent, form)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.code == "export.disk_full"
    assert out.read_bytes() == b"the one of last month"
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("form", ["gpkg", "workbook"])
def test_a_kill_leaves_the_old_file(small: Database, tmp_path: Path, form: str) -> None:
    out = old_file(tmp_path, form)
    script = f"""
        import os
        from pathlib import Path
        from landtrack.domain.scope import SYSTEM_SCOPE
        from landtrack.store.database import open_database
        from landtrack.usecases import export_cases as journey
        from tests.exports import ASKED
        def killed(*_):
            os.kill(os.getpid(), 9)
        journey.require_copied = killed
        database = open_database({str(small.engine.url)!r})
        journey.export_cases(database, SYSTEM_SCOPE, ASKED, None, Path({str(out)!r}), form={form!r})
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    assert out.read_bytes() == b"the one of last month"


@pytest.mark.parametrize("form", NEWER)
def test_a_file_that_reads_back_differently_is_not_given(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    out = old_file(tmp_path, form)
    real = FORMATS[form]

    def slipping(tables: Any, folder: Path, setting: Any) -> Any:
        swapped = dict(setting.labels["TRANG_THAI"])
        swapped["open"], swapped["resolved"] = swapped["resolved"], swapped["open"]
        return real.write(tables, folder, replace(setting, labels={**setting.labels, "TRANG_THAI": swapped}))

    monkeypatch.setitem(FORMATS, form, replace(real, write=slipping))
    with pytest.raises(Refusal) as refused:
        exported(small, out.parent, form)
    assert (refused.value.code, refused.value.arguments["what"]) == ("export.not_same", "TRANG_THAI")
    assert out.read_bytes() == b"the one of last month"


@pytest.mark.parametrize("form", SINGLE)
def test_a_disk_that_returns_other_bytes_is_noticed(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    out = old_file(tmp_path, form)

    def spoilt(source: Path, file: Any) -> Any:
        member = give(source, file)
        file.seek(20)
        file.write(b"\xff")
        file.flush()
        return member

    monkeypatch.setattr("landtrack.usecases.export_cases.give", spoilt)
    with pytest.raises(Refusal) as refused:
        exported(small, out.parent, form)
    assert (refused.value.code, refused.value.arguments["what"]) == ("export.not_same", "sha256")
    assert out.read_bytes() == b"the one of last month"


def test_a_geopackage_replaces_a_geopackage_and_never_the_register(small: Database, tmp_path: Path) -> None:
    out = exported(small, tmp_path, "gpkg")
    again = exported(small, tmp_path, "gpkg", selection=chosen(status="open"))
    assert again == out
    assert len(codes_in(out, "gpkg")) == 5
    copy = tmp_path / "register.gpkg"
    copy.write_bytes((tmp_path / "landtrack.db").read_bytes())
    with pytest.raises(Refusal) as refused:
        export_cases(small, SYSTEM_SCOPE, ASKED, None, copy, form="gpkg")
    assert refused.value.code == "export.is_database"


@pytest.mark.parametrize("form", NEWER)
def test_damage_anywhere_is_told_never_a_fault(small: Database, tmp_path: Path, form: str) -> None:
    """Cut short, bytes turned or taken out: a refusal, differences, or nothing where nothing is said."""
    whole, damaged = exported(small, tmp_path, form).read_bytes(), tmp_path / f"damaged{FORMATS[form].ending}"
    dice = random.Random(7288)  # noqa: S311 - the same damage every time, no secret
    told = 0
    for number in range(16):
        content = bytearray(whole)
        if number % 4 == 0:
            del content[dice.randrange(len(content)) :]
        elif number % 4 == 1:
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        elif number % 4 == 2:
            for _ in range(30):
                content[dice.randrange(len(content))] = dice.randrange(256)
        else:
            start = dice.randrange(len(content))
            del content[start : start + 200]
        damaged.write_bytes(content)
        try:
            told += bool(check_export(small, SYSTEM_SCOPE, damaged))
        except Refusal:
            told += 1
    assert told >= 10


def test_a_style_that_was_changed_is_told(small: Database, tmp_path: Path) -> None:
    out = exported(small, tmp_path, "gpkg")
    colour = b'"213,94,0,150"'
    assert colour in out.read_bytes()
    out.write_bytes(out.read_bytes().replace(colour, b'"213,94,9,150"'))
    assert [(row.where, row.what) for row in check_export(small, SYSTEM_SCOPE, out)] == [("layer_styles", "content")]
