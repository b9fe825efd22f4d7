"""Drawings (DXF, MicroStation) and MapInfo."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import cases, codes, refusal_of, square, table_of, values, write, zipped
from tests.machine import OGRINFO

if TYPE_CHECKING:
    from pathlib import Path

DXF = """999
made by hand
  0
SECTION
  2
ENTITIES
  0
LWPOLYLINE
  8
RANH
 90
3
 70
1
 10
410000.0
 20
2380000.0
 10
410010.0
 20
2380000.0
 10
410010.0
 20
2380010.0
  0
LINE
  8
KHUNG
 10
0.0
 20
0.0
 11
1.0
 21
1.0
  0
TEXT
  8
SO_THUA
 10
410005.0
 20
2380005.0
 40
2.5
  1
{text}
  0
ENDSEC
  0
EOF
"""


def test_dxf(tmp_path: Path) -> None:
    path = tmp_path / "bản vẽ.dxf"
    path.write_text(DXF.replace("{text}", "12"))
    source = open_source(path)
    table = source.table()
    assert (source.form, source.sheets, table.system) == ("dxf", ("bản vẽ",), None)
    headings = list(table.headings or ())
    assert [row.values[headings.index("Layer")] for row in table.rows] == ["RANH", "KHUNG", "SO_THUA"]
    assert table.rows[2].values[headings.index("Text")] == "12"
    shapes = shapely.from_wkb(list(table.shapes or ()))
    assert shapely.get_type_id(shapes).tolist() == [3, 1, 0]
    assert shapes[0].area == 50
    assert codes(table) == ["intake.no_system", "intake.closed_lines"]
    assert table.problems[1].arguments == {"count": 1}
    assert table_of(path, system="EPSG:9214").system == "EPSG:9214"


@pytest.mark.parametrize(
    ("text", "page", "found", "told"),
    [
        (b"\xa7\xcat", "ANSI_1258", "§Êt", True),
        (b"\xa7\xcat", "ANSI_1252", "§Êt", True),
        ("Đất ở".encode(), "ANSI_1258", "Đất ở", False),
        (b"\\U+0110\\U+1EA5t", "ANSI_1258", "Đất", False),
    ],
)
def test_letters_of_dxf(tmp_path: Path, text: bytes, page: str, found: str, told: bool) -> None:  # noqa: FBT001 - an example
    head = f"  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1015\n  9\n$DWGCODEPAGE\n  3\n{page}\n  0\nENDSEC\n"
    path = tmp_path / "a.dxf"
    path.write_bytes((head + DXF.partition("made by hand\n")[2]).encode().replace(b"{text}", text))
    table = table_of(path, name="upload")
    assert (table.sheet, table.rows[2].values[(table.headings or ()).index("Text")]) == ("upload", found)
    assert ("intake.letters_guessed" in codes(table)) is told


def test_what_is_no_dxf_in_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    for content, kind in ((b"AutoCAD Binary DXF\r\n\x1a\0", "binary DXF"), (b"AC1032\0\0\0", "DWG")):
        path.write_bytes(content)
        refusal = refusal_of(path)
        assert (refusal.code, refusal.arguments["kind"]) == ("intake.save_as", kind)


def test_dgn(tmp_path: Path) -> None:
    ring = shapely.LineString(square().exterior.coords)
    frame = gpd.GeoDataFrame(geometry=[square(), shapely.LineString([(0, 0), (1, 1)]), ring], crs="EPSG:9214")
    path = write(frame, tmp_path / "a.dgn", "DGN")
    source = open_source(path)
    table = source.table()
    assert (source.form, source.sheets, table.system) == ("dgn", ("a",), None)
    assert {"Level", "Text"} <= set(table.headings or ())
    assert shapely.get_type_id(shapely.from_wkb(list(table.shapes or ()))).tolist() == [3, 1, 3]
    assert codes(table) == ["intake.no_system", "intake.closed_lines"]


def test_mapinfo_tables_and_exchange_files(tmp_path: Path) -> None:
    (tmp_path / "tab").mkdir()
    (tmp_path / "mif").mkdir()
    tab = write(cases(), tmp_path / "tab" / "vụ.tab", "MapInfo File", encoding="UTF-8")
    mif = write(cases(), tmp_path / "mif" / "vụ.mif", "MapInfo File", encoding="UTF-8")
    for path in (tab, mif, zipped(tmp_path / "a.zip", tab.parent.iterdir())):
        source = open_source(path)
        table = source.table()
        assert (source.form, source.sheets) == ("mapinfo", ("vụ",))
        assert values(table)[1][:3] == ("VV-1", "Đồng Kỳ", 1)
        # MapInfo has no number for VN-2000: GDAL reads what the file says, and a person has to look.
        assert codes(table) == ["intake.other_system"]
        assert "107" in str(table.problems[0].arguments["system"])
    tab.with_suffix(".id").unlink()
    assert refusal_of(tab).arguments["parts"] == ".id"
    mif.with_suffix(".mid").unlink()
    assert refusal_of(mif).arguments["parts"] == ".mid"


@pytest.mark.parametrize("part", [".tab", ".dat", ".map", ".id", ".mif", ".mid", ".dxf", ".dgn"])
def test_what_is_cut_off_is_not_read_as_far_as_it_goes(tmp_path: Path, part: str) -> None:
    frame = cases(30)
    if part in {".dxf", ".dgn"}:
        main = write(frame[["geometry"]], tmp_path / f"a{part}", part.removeprefix(".").upper())
    else:
        main = tmp_path / ("a.mif" if part in {".mif", ".mid"} else "a.tab")
        write(frame, main, "MapInfo File")
    path, rows = main.with_suffix(part), len(table_of(main).rows)
    assert rows == len(frame)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    assert refusal_of(main).code in {"intake.part_cut", "intake.parts_differ", "intake.damaged"}


def test_a_deleted_row_is_not_missing(tmp_path: Path) -> None:
    main = write(cases(3), tmp_path / "a.tab", "MapInfo File")
    delete = ("-dialect", "SQLITE", "-sql", "DELETE FROM a WHERE MA_VV = 'VV-1'")
    subprocess.run([OGRINFO.path(), main, *delete], check=True, capture_output=True)
    assert len(table_of(main).rows) == 2


def test_a_view_of_tables_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "a.tab"
    path.write_text('!table\n!version 100\nOpen Table "/etc/x"\ncreate view a as\nSelect * from x\n')
    assert refusal_of(path).code == "intake.other_content"
