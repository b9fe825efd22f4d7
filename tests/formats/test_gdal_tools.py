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
