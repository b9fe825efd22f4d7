"""Shapefiles: their parts, their letters, their system."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import shapely

from landtrack.domain.intake.problem import Severity
from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import cases, codes, refusal_of, square, table_of, values, write, zipped

if TYPE_CHECKING:
    from pathlib import Path

# "Đất ở" in TCVN3, and one byte that no code of Windows defines.
TCVN3 = b"\xa7\xcat \xeb\x81"
OLD = b"\xd0\xe2\xect"


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    (tmp_path / "lớp").mkdir()
    return write(cases(), tmp_path / "lớp" / "vụ.shp", "ESRI Shapefile")


def with_text(layer: Path, text: bytes, language: int = 0, declared: str | None = None) -> Path:
    """Put bytes in the place of the commune's name, and say how letters are written."""
    dbf = layer.with_suffix(".dbf")
    content = bytearray(dbf.read_bytes())
    content[29] = language
    name = "Đồng Kỳ".encode()
    content = content.replace(name, text + b" " * (len(name) - len(text)))
    dbf.write_bytes(content)
    layer.with_suffix(".cpg").unlink()
    if declared is not None:
        layer.with_suffix(".cpg").write_text(declared)
    return layer


def test_parts_beside_it(layer: Path) -> None:
    source = open_source(layer)
    table = source.table()
    assert (source.form, source.sheets, table.sheet) == ("shapefile", ("vụ",), "vụ")
    assert table.headings == ("MA_VV", "TEN_XA", "SO_TO", "DT_M2")
    assert [(row.number, row.values) for row in table.rows] == [
        (0, ("VV-0", "Đồng Kỳ", 0, 100.5)),
        (1, ("VV-1", "Đồng Kỳ", 1, 100.5)),
    ]
    assert type(table.rows[1].values[2]) is int
    assert shapely.from_wkb(list(table.shapes or ())).tolist()[1].equals(square(1))
    assert (table.system, table.encoding, table.problems) == ("EPSG:9214", "utf-8", ())


def test_packed(layer: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "gửi.zip", layer.parent.iterdir())
    source = open_source(path, "../../Lớp của xã.zip")
    assert (source.name, source.form, source.sheets) == ("Lớp của xã.zip", "shapefile", ("vụ",))
    assert values(source.table()) == values(table_of(layer))
    assert source.table().problems == ()


def test_several_layers_in_a_zip(layer: Path, tmp_path: Path) -> None:
    members = {f"{folder}/{part.name}": part.read_bytes() for part in layer.parent.iterdir() for folder in ("a", "b")}
    members |= {"c/khác" + part.suffix: part.read_bytes() for part in layer.parent.iterdir()}
    source = open_source(zipped(tmp_path / "gửi.zip", members))
    assert source.sheets == ("vụ", "b/vụ.shp", "khác")
    assert len(source.table("b/vụ.shp").rows) == 2


def test_hash_counts_all_parts(layer: Path) -> None:
    before = open_source(layer).sha256
    layer.with_suffix(".prj").unlink()
    assert open_source(layer).sha256 != before


@pytest.mark.parametrize(
    ("text", "language", "declared", "encoding", "found", "codes_told"),
    [
        ("Đồng Kỳ".encode(), 0, None, "utf-8", "Đồng Kỳ", []),
        ("Đồng Kỳ".encode(), 0x57, "UTF-8", "utf-8", "Đồng Kỳ", []),
        ("Đồng K\u1ef3".encode()[:-1], 0, "UTF-8", "utf-8", "Đồng K", []),
        ("Đồng Kỳ".encode(), 0x03, None, "utf-8", "Đồng Kỳ", ["intake.letters_differ"]),
        (TCVN3, 0, None, "windows-1252", "§Êt ë\x81", ["intake.letters_guessed"]),
        (TCVN3, 0x57, None, "windows-1252", "§Êt ë\x81", ["intake.letters_guessed"]),
        (TCVN3, 0x57, "UTF-8", "windows-1252", "§Êt ë\x81", ["intake.letters_differ"]),
        (OLD, 0, "ANSI 1258", "windows-1258", "Đâ\u0301t", []),
        (OLD, 0, "1258", "windows-1258", "Đâ\u0301t", []),
        (OLD, 0, "88591", "iso8859-1", "Ðâìt", []),
        (OLD, 0, "gì đó", "windows-1252", "Ðâìt", ["intake.letters_guessed"]),
        (b"Dong Ky", 0, None, "utf-8", "Dong Ky", []),
    ],
)
def test_letters(
    layer: Path, text: bytes, language: int, declared: str | None, encoding: str, found: str, codes_told: list[str]
) -> None:
    table = table_of(with_text(layer, text, language, declared))
    assert (table.rows[0].values[1], table.encoding, codes(table)) == (found, encoding, codes_told)


def test_chosen_letters(layer: Path) -> None:
    with_text(layer, OLD, 0x57, "UTF-8")
    assert table_of(layer, encoding="windows-1258").rows[0].values[1] == "Đâ\u0301t"
    assert refusal_of(layer, encoding="utf-8").code == "intake.encoding_wrong"


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_a_part_is_missing(layer: Path, tmp_path: Path, part: str) -> None:
    layer.with_suffix(part).unlink()
    refusal = refusal_of(layer)
    assert (refusal.code, refusal.arguments) == ("intake.parts_missing", {"file": "vụ.shp", "parts": part})
    assert refusal_of(zipped(tmp_path / "a.zip", layer.parent.iterdir())).arguments["parts"] == part


def test_a_part_alone(layer: Path, tmp_path: Path) -> None:
    for part in (".shx", ".dbf"):
        alone = tmp_path / f"vụ{part}"
        shutil.copy(layer.with_suffix(part), alone)
        assert refusal_of(alone).code in {"intake.part_only", "intake.parts_missing"}


def test_no_system(layer: Path) -> None:
    layer.with_suffix(".prj").unlink()
    table = table_of(layer)
    assert table.system is None
    assert [(problem.code, problem.severity) for problem in table.problems] == [("intake.no_system", Severity.WARNING)]
    chosen = table_of(layer, system="EPSG:3405")
    assert (chosen.system, chosen.problems) == ("EPSG:3405", ())


def test_another_datum(layer: Path) -> None:
    name = 'PROJCS["VN2000_107",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    rest = (
        'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
        'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",107.0],'
        'PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    )
    layer.with_suffix(".prj").write_text(name + rest)
    table = table_of(layer)
    assert table.system is not None
    assert table.system.startswith("PROJCS")
    assert [problem.code for problem in table.problems] == ["intake.other_system"]
    assert "VN2000_107" in str(table.problems[0].arguments["system"])


def test_indian_datum_by_number(tmp_path: Path) -> None:
    path = write(cases().set_crs("EPSG:3148", allow_override=True), tmp_path / "a.gpkg", "GPKG")
    (problem,) = table_of(path).problems
    assert problem.arguments["system"] == "Indian 1960 / UTM zone 48N (EPSG:3148)"


@pytest.mark.parametrize("part", [".shp", ".dbf"])
def test_what_is_cut_off_is_not_read_as_far_as_it_goes(layer: Path, part: str) -> None:
    path = layer.with_suffix(part)
    path.write_bytes(path.read_bytes()[:-8])
    refusal = refusal_of(layer)
    assert (refusal.code, refusal.arguments["part"]) == ("intake.part_cut", part)


def test_parts_of_different_layers(layer: Path, tmp_path: Path) -> None:
    rows = len(table_of(layer).rows)
    other = write(cases(rows + 1), tmp_path / "other.shp", "ESRI Shapefile").with_suffix(".dbf")
    layer.with_suffix(".dbf").write_bytes(other.read_bytes())
    refusal = refusal_of(layer)
    assert refusal.code == "intake.parts_differ"
    assert (refusal.arguments["shapes"], refusal.arguments["rows"]) == (rows, rows + 1)


def test_damaged(layer: Path) -> None:
    layer.write_bytes(layer.read_bytes()[:60])
    assert refusal_of(layer).code == "intake.damaged"
