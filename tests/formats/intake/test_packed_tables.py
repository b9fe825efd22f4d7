"""Tables as text in zips, and the lists that explain an export of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import cases, codes, refusal_of, table_of, values, write, zipped

if TYPE_CHECKING:
    from pathlib import Path

CASES = "MA_VV;DT_M2\r\nVV-1;12,5\r\n".encode("utf-8-sig")
LISTS = {"manifest.json": b"{}", "bang_ma.csv": b"a,b\n", "bang_truong.csv": b"a,b\n"}


def system(tmp_path: Path) -> bytes:
    """Return what a .prj of the official system says."""
    return write(cases(), tmp_path / "a.shp", "ESRI Shapefile").with_suffix(".prj").read_bytes()


def test_the_only_table_in_a_zip(tmp_path: Path) -> None:
    members = {"vi_pham.csv": CASES, "vi_pham.prj": system(tmp_path), "vi_pham.csvt": b'"String","Real"', **LISTS}
    source = open_source(zipped(tmp_path / "a.zip", members))
    table = source.table()
    assert (source.form, source.sheets, table.sheet) == ("csv", ("vi_pham",), "vi_pham")
    assert values(table) == [("MA_VV", "DT_M2"), ("VV-1", "12,5")]
    assert (table.system, table.encoding, codes(table)) == ("EPSG:9214", "utf-8", [])
    assert source.table(system="EPSG:3405").system == "EPSG:3405"


def test_several_tables_and_folders(tmp_path: Path) -> None:
    members = {"bang_ma.csv": CASES, "2024/a.csv": CASES, "2025/a.csv": CASES, "__MACOSX/a.csv": b"x"}
    source = open_source(zipped(tmp_path / "a.zip", members))
    assert source.sheets == ("bang_ma", "a", "2025/a.csv")
    assert len(source.table("2025/a.csv").rows) == 2
    assert source.table().system is None


def test_tables_beside_layers(tmp_path: Path) -> None:
    layer = write(cases(), tmp_path / "vụ.shp", "ESRI Shapefile")
    members = {part.name: part.read_bytes() for part in tmp_path.glob("vụ.*")}
    members |= {"vi_pham_khong_hinh.csv": CASES, **LISTS}
    source = open_source(zipped(tmp_path / "a.zip", members))
    assert (source.form, source.sheets) == ("shapefile", (layer.stem, "vi_pham_khong_hinh"))
    assert len(source.table().rows) == 2
    assert values(source.table("vi_pham_khong_hinh"))[1] == ("VV-1", "12,5")


def test_guarded_texts_are_read_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("'=1+1;''-x;'Đồng Kỳ';=1\n")
    assert values(table_of(path)) == [("=1+1", "'-x", "'Đồng Kỳ'", "=1")]


def test_lists_in_a_geopackage_are_no_sheets(tmp_path: Path) -> None:
    plain = cases().drop(columns="geometry")
    path = write(cases(), tmp_path / "a.gpkg", "GPKG", layer="vi_pham_vung")
    for name in ("bang_ma", "layer_styles"):
        write(plain, path, "GPKG", layer=name, append=True)
    assert open_source(path).sheets == ("vi_pham_vung", "bang_ma")
    write(plain, path, "GPKG", layer="landtrack_manifest", append=True)
    assert open_source(path).sheets == ("vi_pham_vung",)
    only = write(plain, tmp_path / "b.gpkg", "GPKG", layer="layer_styles")
    assert refusal_of(only).code == "intake.no_sheets"


def test_a_zip_of_json_is_no_layer(tmp_path: Path) -> None:
    assert refusal_of(zipped(tmp_path / "a.zip", {"manifest.json": b"{}"})).code == "intake.zip_without"
