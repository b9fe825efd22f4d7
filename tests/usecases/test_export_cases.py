"""The export: exactly the cases of ``progress``, the right values, all or nothing."""

from __future__ import annotations

import csv
import io
import resource
import subprocess
import sys
import textwrap
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
import shapely

from landtrack.domain.cutoff import Cutoffs
from landtrack.domain.errors import NotAllowed, Refusal, UnknownUnit
from landtrack.domain.measure_block import progress_block
from landtrack.domain.scope import SYSTEM_SCOPE, Right
from landtrack.formats.archive import pack
from landtrack.formats.case_tables import Layer
from landtrack.formats.coordinates import to_wgs84
from landtrack.formats.manifest import Member
from landtrack.formats.shapefile import write_shapefile
from landtrack.store.units import read_registry
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.record_case import record_case
from landtrack.usecases.report_progress import report_progress
from tests.builders import facts, unit_id
from tests.exports import (
    ASKED,
    COUNTED,
    FORMULA,
    HOLED,
    LONG_HAMLET,
    PAIR,
    export_register,
    manifest_of,
    members,
    narrowed,
    sqlite_export_register,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.domain.question import Question
    from landtrack.store.database import Database

POLYGONS, POINTS, BARE = "vi_pham_vung", "vi_pham_diem", "vi_pham_khong_hinh.csv"


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


def exported(register: Database, out: Path, question: Question = ASKED, **choices: Any) -> Path:
    export_cases(register, choices.pop("scope", SYSTEM_SCOPE), question, choices.pop("crs", "EPSG:9214"), out)
    return out


def features(out: Path, layer: str) -> dict[str, dict[str, Any]]:
    """Return the attributes and the geometry (as WKB) of each case, as GDAL reads them."""
    _, table = pyogrio.read_arrow(f"/vsizip/{out}/{layer}.shp")
    return {row["MA_VV"]: row for row in table.to_pylist()}


def bare(out: Path) -> dict[str, dict[str, str]]:
    text = members(out)[BARE].decode("utf-8-sig")
    return {row["MA_VV"]: row for row in csv.DictReader(io.StringIO(text))}


def every(out: Path) -> dict[str, dict[str, Any]]:
    return {**features(out, POLYGONS), **features(out, POINTS), **bare(out)}


def test_it_holds_the_cases_that_progress_counts(register: Database, tmp_path: Path) -> None:
    summary = export_cases(register, SYSTEM_SCOPE, ASKED, "EPSG:9214", tmp_path / "out.zip")
    found = every(summary.out)
    assert sorted(found) == sorted(COUNTED)
    assert (summary.features, summary.without_geometry, summary.cases) == (6, 2, 8)
    assert summary.layers == {Layer.POLYGONS: 5, Layer.POINTS: 1, Layer.NO_GEOMETRY: 2}
    progress = report_progress(register, SYSTEM_SCOPE, ASKED)
    manifest = manifest_of(summary.out)
    for name, value in progress_block(progress).items():
        assert manifest[name] == value
    assert summary.head == progress.head
    assert summary.area == progress.whole.total.area
    assert round(sum(float(row["DT_M2"]) for row in found.values()) * 10) == progress.whole.total.area
    assert round(sum(float(row["DT_XL_M2"]) for row in found.values()) * 10) == progress.whole.total.resolved_area


def test_the_manifest_counts_every_layer(register: Database, tmp_path: Path) -> None:
    manifest = manifest_of(exported(register, tmp_path / "out.zip"))
    layers = manifest["layers"]
    assert {name: layer["file"] for name, layer in layers.items()} == {
        "polygons": "vi_pham_vung.shp", "points": "vi_pham_diem.shp", "no_geometry": BARE,
    }  # fmt: skip
    assert sum(layer["cases"] for layer in layers.values()) == manifest["total"]["cases"]
    assert layers["polygons"]["statuses"] == {"open": 3, "partly_resolved": 1, "resolved": 1}
    assert layers["no_geometry"]["statuses"] == {"open": 2}
    bands: Counter[str] = Counter()
    for layer in layers.values():
        bands.update({band["band"]: band["cases"] for band in layer["bands"]})
    assert bands == Counter({band["band"]: band["cases"] for band in manifest["bands"]})
    assert manifest["files"].keys() == members(tmp_path / "out.zip").keys() - {"manifest.json"}


def test_values_are_those_of_the_register(register: Database, tmp_path: Path) -> None:
    out = exported(register, tmp_path / "out.zip")
    holed = features(out, POLYGONS)["C-HOLED"]
    shape = shapely.from_wkb(holed.pop("wkb_geometry"))
    assert holed == {
        "MA_VV": "C-HOLED", "MA_XA": "07288", "TEN_XA": "Thị trấn Phồn Xương", "THON": "Bản Ven",
        "MA_XA_BD": "07288", "TEN_XA_BD": "Thị trấn Phồn Xương", "SO_TO": "45", "SO_THUA": "345", "MOT_PHAN": 0,
        "LOAI_DAT": "CLN", "HANH_VI": "Lấn đất", "NGAY_VP1": None, "NGAY_VP2": date(2021, 5, 4),
        "NGAY_PH": date(2021, 5, 4), "GIAI_DOAN": "Chưa xác định thời điểm", "DT_M2": 1234.5,
        "TRANG_THAI": "Đã xử lý dứt điểm", "NGAY_TT": date(2022, 3, 1), "NGAY_XL": date(2022, 3, 1),
        "HINH_THUC": "Khôi phục lại tình trạng ban đầu", "DT_XL_M2": 1234.5, "SO_QD": "12/QĐ-XPHC",
        "GHI_CHU": "Đã kiểm tra\nngày 02/3/2022", "NGOAI_XA": 0,
    }  # fmt: skip
    assert shapely.equals_exact(to_wgs84(shape, "EPSG:9214"), HOLED, 1e-9, normalize=True)
    assert shape.area == pytest.approx(1716, abs=10)  # 16 squares of 10.7 m², one of them a hole


def test_statuses_leave_empty_what_they_have_not(register: Database, tmp_path: Path) -> None:
    found = every(exported(register, tmp_path / "out.zip"))
    pair, reopened, in_hand = found["C-PAIR"], found["C-NEIGHBOUR"], found["C-POINT"]
    assert (pair["TRANG_THAI"], pair["NGAY_XL"], pair["DT_XL_M2"]) == ("Xử lý một phần", date(2022, 3, 2), 123.4)
    assert (pair["MOT_PHAN"], pair["SO_THUA"]) == (1, "345a")
    assert (reopened["TRANG_THAI"], reopened["NGAY_TT"], reopened["NGAY_XL"]) == ("Chưa xử lý", date(2023, 3, 4), None)
    assert (reopened["HINH_THUC"], reopened["DT_XL_M2"], reopened["MA_XA"]) == (None, 0.0, "07291")
    assert (in_hand["TRANG_THAI"], in_hand["NGAY_TT"], in_hand["NGAY_XL"]) == ("Đang xử lý", date(2022, 3, 3), None)
    assert in_hand["GIAI_DOAN"] == "Sau 11/06/2020"
    assert found["C-OUTSIDE"]["NGOAI_XA"] == 1
    # Resolved in June, but that was not known on the day of the question.
    assert (found["C-BARE"]["TRANG_THAI"], found["C-BARE"]["NGAY_TT"]) == ("Chưa xử lý", "")


def test_what_is_changed_is_listed_with_its_original(register: Database, tmp_path: Path) -> None:
    out = exported(register, tmp_path / "out.zip")
    found, listed = every(out), {(row["case"], row["field"]): row for row in manifest_of(out)["changed"]}
    assert listed.keys() == {
        ("C-PAIR", "THON"), ("C-ONE-PART", "geometry"), ("C-FORMULA", "THON"), ("C-FORMULA", "SO_TO"),
    }  # fmt: skip
    cut = listed["C-PAIR", "THON"]
    assert (cut["reason"], cut["original"]) == ("cut", LONG_HAMLET.strip())
    assert cut["written"] == found["C-PAIR"]["THON"]
    assert 240 < len(cut["written"].encode()) <= 254
    assert (found["C-FORMULA"]["THON"], found["C-FORMULA"]["SO_TO"]) == (f"'{FORMULA}", "'-12")
    assert listed["C-ONE-PART", "geometry"]["reason"] == "single_part"
    assert found["C-BARE"]["THON"] == "Xóm “Chùa”, <img src=x onerror=alert(1)>"


def test_narrower_questions(register: Database, tmp_path: Path) -> None:
    of_unit = exported(register, tmp_path / "unit.zip", ASKED.for_unit("07291"))
    assert sorted(every(of_unit)) == ["C-NEIGHBOUR"]
    assert manifest_of(of_unit)["unit"] == "07291"
    later = exported(register, tmp_path / "later.zip", replace(ASKED, known_at=ASKED.known_at + timedelta(days=90)))
    assert sorted(every(later)) == sorted([*COUNTED, "N-LATE"])
    assert every(later)["C-BARE"]["TRANG_THAI"] == "Đã xử lý dứt điểm"
    cutoffs = Cutoffs(date(2010, 1, 1), date(2010, 1, 1))
    other = exported(register, tmp_path / "cutoffs.zip", replace(ASKED, cutoffs=cutoffs))
    assert {row["GIAI_DOAN"] for row in every(other).values()} == {"Sau 01/01/2010", "Chưa xác định thời điểm"}


def test_units_are_those_of_the_frame(register: Database, tmp_path: Path) -> None:
    with register.reading() as view:
        today = unit_id(read_registry(view), "07288", date(2025, 7, 1))
    record_case(register, SYSTEM_SCOPE, "C-NEW", facts(today, geometry=None))
    question = replace(ASKED, known_at=register.now() + timedelta(days=1))
    of_5 = every(exported(register, tmp_path / "5.zip", replace(question, frame=date(2025, 7, 1))))
    assert {row["MA_XA"] for row in of_5.values()} == {"07288"}
    assert {row["TEN_XA"] for row in of_5.values()} == {"Xã Yên Thế"}
    assert of_5["C-NEIGHBOUR"]["MA_XA_BD"] == "07291"
    of_19 = every(exported(register, tmp_path / "19.zip", question))
    assert (of_19["C-NEW"]["MA_XA"], of_19["C-NEW"]["TEN_XA"], of_19["C-NEW"]["MA_XA_BD"]) == ("", "", "07288")


def test_a_reader_exports_his_own_places_only(register: Database, tmp_path: Path) -> None:
    with register.reading() as view:
        own = unit_id(read_registry(view), "07291")
    out = exported(register, tmp_path / "own.zip", scope=narrowed(own))
    assert sorted(every(out)) == ["C-NEIGHBOUR"]
    assert b"C-HOLED" not in b"".join(members(out).values())
    with pytest.raises(UnknownUnit):
        exported(register, tmp_path / "no.zip", ASKED.for_unit("07288"), scope=narrowed(own))
    for right in (Right.EXPORT, Right.SEE_CASES):
        with pytest.raises(NotAllowed):
            exported(register, tmp_path / "no.zip", scope=replace(SYSTEM_SCOPE, rights=SYSTEM_SCOPE.rights - {right}))
    assert not (tmp_path / "no.zip").exists()


def test_every_system_of_viet_nam_is_declared_as_itself(small: Database, tmp_path: Path) -> None:
    for crs in ("EPSG:3405", "epsg:9210", "EPSG:4756"):
        out = exported(small, tmp_path / "out.zip", crs=crs)
        assert pyogrio.read_info(f"/vsizip/{out}/{POLYGONS}.shp")["crs"] == crs.upper()
        pair = shapely.from_wkb(features(out, POLYGONS)["C-PAIR"]["wkb_geometry"])
        assert shapely.hausdorff_distance(to_wgs84(pair, crs), PAIR) < 1e-9
    with pytest.raises(Refusal) as refused:
        exported(small, tmp_path / "no.zip", crs="EPSG:4326")
    assert refused.value.code == "crs.unsupported"


def test_the_same_question_gives_the_same_bytes_on_both_engines(
    sqlite_url: str, postgis_url: str, tmp_path: Path
) -> None:
    written = []
    for name, url in (("a", sqlite_url), ("b", postgis_url)):
        database = export_register(url)
        written += [exported(database, tmp_path / f"{name}{time}.zip").read_bytes() for time in range(2)]
        database.close()
    assert len(set(written)) == 1


def test_an_empty_answer_is_a_whole_archive(small: Database, tmp_path: Path) -> None:
    out = exported(small, tmp_path / "out.zip", replace(ASKED, as_of=date(2020, 5, 1)))
    assert every(out) == {}
    assert pyogrio.read_info(f"/vsizip/{out}/{POINTS}.shp")["fields"].size == 24
    assert len(members(out)) == 15


def test_the_field_table_names_every_column(small: Database, tmp_path: Path) -> None:
    out = exported(small, tmp_path / "out.zip")
    rows = list(csv.DictReader(io.StringIO(members(out)["bang_truong.csv"].decode("utf-8-sig"))))
    about = pyogrio.read_info(f"/vsizip/{out}/{POLYGONS}.shp")
    assert [row["TEN_TRUONG"] for row in rows] == about["fields"].tolist()
    types = {"C": {"OFTString"}, "D": {"OFTDate"}, "N": {"OFTReal", "OFTInteger"}}
    assert all(kind in types[row["KIEU"]] for row, kind in zip(rows, about["ogr_types"], strict=True))
    assert all(row["NHAN"] and row["LABEL_EN"] for row in rows)
    assert {row["TEN_TRUONG"]: row["DON_VI"] for row in rows if row["DON_VI"]} == {"DT_M2": "m²", "DT_XL_M2": "m²"}
    assert members(out)["bang_truong.csv"].startswith(b"\xef\xbb\xbf")
    assert members(out)[f"{POLYGONS}.cpg"] == b"UTF-8"


def test_progress_is_told_up_to_the_end(small: Database, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export_cases(small, SYSTEM_SCOPE, ASKED, "EPSG:9214", tmp_path / "out.zip", lambda *some: told.append(some))
    assert told == sorted(told)
    assert told[-1] == (16, 16)
    assert len(told) > 2


def test_names_that_cannot_be_written_are_refused(small: Database, tmp_path: Path) -> None:
    register_file = tmp_path / "landtrack.db"
    before = register_file.read_bytes()
    for out, code in (
        (tmp_path / "nowhere" / "out.zip", "database.no_folder"),
        (tmp_path, "export.is_folder"),
        (register_file, "export.is_database"),
    ):
        with pytest.raises(Refusal) as refused:
            exported(small, out)
        assert refused.value.code == code
    assert register_file.read_bytes() == before


def old_archive(tmp_path: Path) -> Path:
    out = tmp_path / "exports" / "out.zip"
    out.parent.mkdir()
    out.write_bytes(b"the one of last month")
    return out


def untouched(out: Path) -> bool:
    return out.read_bytes() == b"the one of last month" and list(out.parent.iterdir()) == [out]


def test_a_file_that_reads_back_differently_is_not_given(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = old_archive(tmp_path)

    def slipping(path: Path, *rest: Any) -> Any:
        changes = write_shapefile(path, *rest)
        dbf = path.with_suffix(".dbf")
        dbf.write_bytes(dbf.read_bytes().replace(b"1234.5", b"1234.6"))
        return changes

    monkeypatch.setattr("landtrack.formats.shapefile_export.write_shapefile", slipping)
    with pytest.raises(Refusal) as refused:
        exported(small, out)
    assert refused.value.code == "export.not_same"
    assert refused.value.arguments["where"] == f"{POLYGONS}.shp C-HOLED"
    assert (refused.value.arguments["expected"], refused.value.arguments["found"]) == ("1234.5", "1234.6")
    assert untouched(out)


def test_a_disk_that_returns_other_bytes_is_noticed(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = old_archive(tmp_path)

    def forgetting(*call: Any) -> dict[str, Any]:
        return {**pack(*call), f"{POLYGONS}.cpg": Member("", 5)}

    monkeypatch.setattr("landtrack.usecases.export_cases.pack", forgetting)
    with pytest.raises(Refusal) as refused:
        exported(small, out)
    assert (refused.value.code, refused.value.arguments["what"]) == ("export.not_same", "sha256")
    assert untouched(out)


def test_a_change_that_is_not_listed_is_noticed(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = old_archive(tmp_path)
    monkeypatch.setattr("landtrack.formats.shapefile_export.write_shapefile", lambda *call: write_shapefile(*call)[:0])
    with pytest.raises(Refusal) as refused:
        exported(small, out)
    assert (refused.value.code, refused.value.arguments["what"]) == ("export.not_same", "changed")
    assert untouched(out)


def test_cases_that_do_not_sum_to_progress_are_not_given(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = old_archive(tmp_path)
    wrong = report_progress(small, SYSTEM_SCOPE, ASKED.for_unit("07291"))
    monkeypatch.setattr("landtrack.usecases.gather_export.progress_in", lambda *_: wrong)
    with pytest.raises(Refusal) as refused:
        exported(small, out)
    assert refused.value.code == "export.disagrees"
    assert untouched(out)


@pytest.mark.parametrize("largest", [600, 4_000, 8_000])
def test_a_full_disk_leaves_the_old_file(small: Database, tmp_path: Path, largest: int) -> None:
    """No file may grow beyond so many bytes: neither the tables it works with nor the archive."""
    out = old_archive(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, limits[1]))
    try:
        with pytest.raises(Refusal) as refused:
            exported(small, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.code == "export.disk_full"
    assert untouched(out)


@pytest.mark.parametrize("point", ["pack", "add_manifest", "require_whole"])
def test_a_kill_leaves_the_old_file(small: Database, tmp_path: Path, point: str) -> None:
    out = old_archive(tmp_path)
    script = f"""
        import os
        from pathlib import Path
        from landtrack.domain.scope import SYSTEM_SCOPE
        from landtrack.store.database import open_database
        from landtrack.usecases import export_cases as journey
        from tests.exports import ASKED
        def killed(*_):
            os.kill(os.getpid(), 9)
        journey.{point} = killed
        database = open_database({str(small.engine.url)!r})
        journey.export_cases(database, SYSTEM_SCOPE, ASKED, "EPSG:9214", Path({str(out)!r}))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    assert out.read_bytes() == b"the one of last month"
