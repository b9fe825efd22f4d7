"""The archive in the hands of GDAL's own command-line tools: another program than the one that wrote it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.export_registry import FORMATS
from landtrack.store.database import open_database
from landtrack.usecases.export_cases import export_cases
from tests.exports import ASKED, sqlite_export_register

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the unpacked archive in `cases` and the archive itself."""
    made = tmp_path_factory.mktemp("export")
    with sqlite_export_register(made / "landtrack.db") as register:
        export_cases(register, SYSTEM_SCOPE, ASKED, "EPSG:9214", made / "out.zip")
    shutil.unpack_archive(made / "out.zip", made / "cases")
    return made


def ogrinfo(*arguments: str | Path) -> str:
    """Return what ogrinfo says; it comes with Debian's package gdal-bin."""
    done = subprocess.run(["ogrinfo", "-ro", *arguments], check=True, capture_output=True, text=True)
    assert "ERROR" not in done.stderr
    assert "Warning" not in done.stderr
    return done.stdout


def test_layers_columns_and_system_are_seen_in_the_archive(folder: Path) -> None:
    said = ogrinfo("-so", "-al", f"/vsizip/{folder / 'out.zip'}")
    assert said.count('ID["EPSG",9214]') == 2
    assert "Geometry: Polygon\nFeature Count: 5" in said
    assert "Geometry: Point\nFeature Count: 1" in said
    assert said.count(": Date (10.0)") == 10
    assert said.count("DT_M2: Real (15.1)") == 2


def test_values_are_read_with_their_letters(folder: Path) -> None:
    said = ogrinfo("-al", "-where", "MA_VV = 'C-HOLED'", folder / "cases" / "vi_pham_vung.shp")
    for line in (
        "TEN_XA (String) = Thị trấn Phồn Xương",
        "TRANG_THAI (String) = Đã xử lý dứt điểm",
        "NGAY_VP1 (Date) = (null)",
        "NGAY_VP2 (Date) = 2021/05/04",
        "DT_M2 (Real) = 1234.5",
        "MA_XA (String) = 07288",
    ):
        assert line in said


def test_the_table_beside_has_its_types(folder: Path) -> None:
    said = ogrinfo("-al", folder / "cases" / "vi_pham_khong_hinh.csv")
    assert "Feature Count: 2" in said
    assert "MA_XA (String) = 07288" in said
    assert "NGAY_PH (Date) = 2021/05/04" in said
    assert "THON (String) = Xóm “Chùa”, <img src=x onerror=alert(1)>" in said
    assert "DT_M2 (Real) = 500" in said


@pytest.fixture(scope="module")
def other_formats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an export in every other format, archives unpacked in folders of their names."""
    made = tmp_path_factory.mktemp("formats")
    with sqlite_export_register(made / "landtrack.db") as register:
        for form in FORMATS.values():
            out = made / f"{form.name}{form.ending}" if form.single else made / f"{form.name}-packed{form.ending}"
            export_cases(register, SYSTEM_SCOPE, ASKED, None, out, form=form.name)
            if form.ending == ".zip":
                shutil.unpack_archive(out, made / form.name)
    return made


TYPED = ("MA_XA: String", "NGAY_PH: Date", "DT_M2: Real", "MOT_PHAN: Integer", "PHIEN_BAN: Integer", "GHI_CHU: String")
LETTERS = ("TEN_XA (String) = Thị trấn Phồn Xương", "TRANG_THAI (String) = Đã xử lý dứt điểm", "DT_M2 (Real) = 1234.5")


def test_a_geopackage_is_seen_with_its_layers(other_formats: Path) -> None:
    path = other_formats / "gpkg.gpkg"
    said = ogrinfo("-so", "-al", path)
    assert said.count('ID["EPSG",9214]') == 2
    assert "Geometry: Multi Polygon\nFeature Count: 5" in said
    assert "Geometry: Point\nFeature Count: 1" in said
    assert "Layer name: vi_pham_khong_hinh\nGeometry: None\nFeature Count: 2" in said
    assert all(said.count(column) == 3 for column in TYPED)
    values = ogrinfo("-where", "MA_VV = 'C-HOLED'", path, "vi_pham_vung")
    assert all(value in values for value in (*LETTERS, "NGAY_VP2 (Date) = 2021/05/04", "PHIEN_BAN (Integer64) = 12"))
    assert "GHI_CHU (String) = Đã kiểm tra\nngày 02/3/2022" in values


def test_a_geojson_is_seen_in_wgs84(other_formats: Path) -> None:
    path = other_formats / "geojson.geojson"
    said = ogrinfo("-so", "-al", path)
    assert "Feature Count: 8" in said
    assert 'ID["EPSG",4326]' in said
    assert all(column in said for column in TYPED)
    assert all(value in ogrinfo("-al", "-where", "MA_VV = 'C-HOLED'", path) for value in LETTERS)


@pytest.mark.parametrize("name", ["kml.kml", "kmz-packed.kmz"])
def test_a_kml_is_seen_with_its_folders_and_values(other_formats: Path, name: str) -> None:
    said = ogrinfo("-so", "-al", other_formats / name)
    counts = [line for line in said.splitlines() if line.startswith(("Layer name", "Feature Count"))]
    assert counts == [
        "Layer name: vi_pham_vung", "Feature Count: 5", "Layer name: vi_pham_diem", "Feature Count: 1",
        "Layer name: vi_pham_khong_hinh", "Feature Count: 2",
    ]  # fmt: skip
    assert said.count("DT_M2: Real") == 3
    values = ogrinfo("-where", "MA_VV = 'C-HOLED'", other_formats / name, "vi_pham_vung")
    assert all(value in values for value in LETTERS)
    assert "EXTENDED" not in values


def test_a_csv_is_seen_with_types_geometry_and_system(other_formats: Path) -> None:
    path = other_formats / "csv" / "vi_pham.csv"
    said = ogrinfo("-so", "-al", path)
    assert "Feature Count: 8" in said
    assert "VN-2000 / TM-3 107-00" in said
    assert all(column in said for column in TYPED)
    values = ogrinfo("-al", "-where", "MA_VV = 'C-HOLED'", path)
    assert all(value in values for value in (*LETTERS, "MA_XA (String) = 07288", "POLYGON ((409226.3533 2374798.1823"))


def test_a_drawing_is_seen_with_its_layers(other_formats: Path) -> None:
    said = ogrinfo("-al", other_formats / "dxf" / "vi_pham.dxf")
    assert said.count("LINESTRING Z") == 7  # a ring with a hole, a pair, three single ones
    assert said.count("Layer (String) = DA_XU_LY_DUT_DIEM") == 2
    assert said.count("Layer (String) = DANG_XU_LY") == 1
    assert "Text (String) = C-POINT" in said
    assert "Feature Count: 8" in ogrinfo("-so", "-al", other_formats / "dxf" / "vi_pham.csv")


def test_a_workbook_is_seen_with_true_numbers_and_days(other_formats: Path) -> None:
    said = ogrinfo("-al", other_formats / "workbook.xlsx", "Vụ việc")
    assert "Feature Count: 8" in said
    assert "Mã vụ việc (String) = C-FORMULA" in said
    assert "Thôn (String) = =HYPERLINK(1)" in said
    assert "Diện tích (m²) (Real) = 1234.5" in said
    assert "Ngày phát hiện (Date) = 2021/05/04" in said
    assert "Đơn vị (String) = Xã Tân Sỏi (07291)" in said


def test_the_demos_november_opens_with_all_its_cases(demo_url: str, tmp_path: Path) -> None:
    register = open_database(demo_url)
    day = date(2023, 11, 30)
    export_cases(register, SYSTEM_SCOPE, Question(day, end_of_day(day)), "EPSG:9214", tmp_path / "out.zip")
    register.close()
    said = ogrinfo("-so", "-al", f"/vsizip/{tmp_path / 'out.zip'}")
    assert said.count('ID["EPSG",9214]') == 2
    assert sum(int(line.split(":")[1]) for line in said.splitlines() if line.startswith("Feature Count")) == 4562
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        name = "vi_pham_khong_hinh.csv"
        rows = archive.read(name).decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 12
