"""What a file is, whatever it is called; and files that mean harm, or are none."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlwt

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.problem import Severity
from landtrack.formats.intake import open_source as opening
from landtrack.formats.intake import safe_zip
from landtrack.formats.intake.incoming import incoming
from landtrack.formats.intake.limits import Room
from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import cases, codes, refusal_of, rows, table_of, values, write, xlsx, zipped

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def content(tmp_path: Path, what: bytes, name: str = "a.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(what)
    return path


def container(*streams: str) -> bytes:
    """Return the beginning of an OLE container that names streams."""
    return OLE + bytes(504) + b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in streams)


def test_source_says_what_it_is(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "token", rows("<c><v>1</v></c>"), rows("<c><v>2</v></c>"), names=("Một", "Hai"))
    source = open_source(path, "..\\..\\Sổ của xã.xlsx")
    assert (source.form, source.sheets) == ("xlsx", ("Một", "Hai"))
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert values(source.table("Hai")) == [(2,)]


def test_unknown_sheets_are_told_the_known(tmp_path: Path) -> None:
    source = open_source(xlsx(tmp_path / "a.xlsx", rows(), rows(), names=("Một", "Hai")))
    with pytest.raises(Refusal) as refused:
        source.table("Ba")
    assert refused.value.code == "intake.no_sheet"
    assert refused.value.arguments == {"file": "a.xlsx", "sheet": "Ba", "sheets": "Một, Hai"}


def test_endings_that_lie(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Sổ").write(0, 0, "x")
    book.save(str(tmp_path / "a.xlsx"))
    (note,) = table_of(tmp_path / "a.xlsx").problems
    assert (note.code, note.severity) == ("intake.ending", Severity.NOTE)
    assert note.arguments == {"file": "a.xlsx", "ending": "xlsx", "form": "xls"}
    text = table_of(content(tmp_path, b"a\tb\n1\t2\n", "bang.xls"))
    assert (values(text), codes(text)) == ([("a", "b"), ("1", "2")], ["intake.ending"])
    layer = write(cases(), tmp_path / "b.gpkg", "GPKG").rename(tmp_path / "b.csv")
    assert open_source(layer).form == "gpkg"
    assert refusal_of(content(tmp_path, b"a,b\n1,2\n", "a.shp")).code == "intake.other_content"


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"\x1f\x8b\x08", "GZIP"),
        (b"\xef\xbb\xbf<HTML><table>", "HTML"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "XML Spreadsheet 2003"),
        (container("WordDocument"), "Word"),
        (container("Dgn~H"), "DGN V8"),
    ],
)
def test_what_people_take_for_tables(tmp_path: Path, what: bytes, kind: str) -> None:
    refusal = refusal_of(content(tmp_path, what))
    assert (refusal.code, refusal.arguments["kind"]) == ("intake.save_as", kind)


def test_passwords(tmp_path: Path) -> None:
    assert refusal_of(content(tmp_path, container("EncryptionInfo", "EncryptedPackage"))).code == "intake.encrypted"
    path = xlsx(tmp_path / "b.xlsx", rows("<c><v>1</v></c>"))
    packed = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = packed.find(mark)
        while start >= 0:
            packed[start + place] |= 1
            start = packed.find(mark, start + 1)
    assert refusal_of(content(tmp_path, bytes(packed), "c.xlsx")).code == "intake.zip_encrypted"


def test_nothing_and_nowhere(tmp_path: Path) -> None:
    for what in (b"", b" \r\n\r\n", b"\xef\xbb\xbf", bytes(100)):
        assert refusal_of(content(tmp_path, what)).code == "intake.empty"
    assert refusal_of(tmp_path / "none").code == "file.missing"
    assert refusal_of(tmp_path).code == "file.missing"
    assert refusal_of(tmp_path / "none", name="Sổ.xlsx").arguments == {"file": "Sổ.xlsx"}


def test_long_and_odd_names(tmp_path: Path) -> None:
    path = content(tmp_path, b"a;b\n", "a.csv")
    for name in ("../../etc/passwd\0.csv", "x" * 4000 + ".csv", "..", "/"):
        source = open_source(path, name)
        assert len(source.name) <= 255
        assert "/" not in source.name
        assert "\0" not in source.name
        assert values(source.table()) == [("a", "b")]


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_SHEET_FILE", 3 << 20)
    refusal = refusal_of(content(tmp_path, b"a;b\n" * (1 << 20), "a.csv"))
    assert (refusal.code, refusal.arguments["size"], refusal.arguments["most"]) == ("intake.too_large", 4, 3)
    layer = write(cases(), tmp_path / "a.gpkg", "GPKG")
    monkeypatch.setattr(opening, "LARGEST_SHEET_FILE", 10)
    assert len(table_of(layer).rows) == 2
    monkeypatch.setattr(opening, "LARGEST_LAYER_FILE", 10)
    assert refusal_of(layer).code == "intake.too_large"


def test_too_many_features(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Room.__init__, "__defaults__", (1, 100, 0, 0))
    assert refusal_of(write(cases(), tmp_path / "a.gpkg", "GPKG")).code == "intake.too_many_rows"


@pytest.mark.parametrize("name", ["../a.shp", "/a.shp", "a/../../b.shp", "C:\\a.shp", "a:b.shp", "x" * 300 + ".shp"])
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {name: b"\0\0\x27\x0a"})
    assert refusal_of(path).code == "intake.zip_hostile"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip"]


def test_a_name_twice(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.shp", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("a.shp", b"2")
    assert refusal_of(tmp_path / "a.zip").code == "intake.zip_hostile"


def test_zips_in_zips(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("a.shp", b"1")
    nested = zipped(tmp_path / "a.zip", {"b.zip": inner.getvalue()})
    assert refusal_of(nested).arguments == {"file": "a.zip", "member": "b.zip"}
    disguised = zipped(tmp_path / "b.zip", {"a.shp": inner.getvalue()})
    assert refusal_of(disguised).code == "intake.zip_nested"
    assert refusal_of(zipped(tmp_path / "c.zip", {"a.jpg": b"1"})).code == "intake.zip_without"


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "ROOM", 1 << 20)
    shapes = b"\0\0\x27\x0a" + bytes(8 << 20)
    path = zipped(tmp_path / "a.zip", {"a.shp": shapes, "a.shx": b"x", "a.dbf": b"x"})
    assert refusal_of(path).code == "intake.zip_bomb"
    book = xlsx(tmp_path / "a.xlsx", "<sheetData>" + " " * (8 << 20) + "</sheetData>")
    assert refusal_of(book).code == "intake.zip_bomb"
    many = zipped(tmp_path / "b.zip", {f"{number}.shp": b"" for number in range(2001)})
    assert refusal_of(many).code == "intake.zip_many"


def test_a_bomb_that_lies_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "ROOM", 1 << 20)
    path = xlsx(tmp_path / "a.xlsx", "<sheetData>" + " " * (8 << 20) + "</sheetData>")
    size = len("<sheetData></sheetData>") + (8 << 20)
    packed = path.read_bytes()
    for real in range(size, size + 200):
        packed = packed.replace(real.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert refusal_of(content(tmp_path, packed, "b.xlsx")).code in {"intake.zip_bomb", "intake.damaged"}


def test_room_is_counted_while_reading(tmp_path: Path) -> None:
    file = incoming(zipped(tmp_path / "a.zip", {"a": b"12345"}))
    with safe_zip.opened_zip(file) as packed:
        packed.room = 4
        with pytest.raises(Refusal) as refused:
            packed.read("a")
    assert refused.value.code == "intake.zip_bomb"
    assert packed.read("none") == b""


def test_damaged_anywhere_is_refused_or_read(tmp_path: Path) -> None:
    layer = write(cases(), tmp_path / "lớp.shp", "ESRI Shapefile")
    wholes = [
        xlsx(tmp_path / "a.xlsx", rows('<c t="s"><v>0</v></c>', "<c><v>2</v></c>"), texts="<si><t>An</t></si>"),
        zipped(tmp_path / "a.zip", layer.parent.glob("lớp.*")),
        write(cases().to_crs("EPSG:4326"), tmp_path / "a.kml", "KML"),
        write(cases()[["geometry"]], tmp_path / "a.dxf", "DXF"),
        write(cases()[["geometry"]], tmp_path / "a.dgn", "DGN"),
    ]
    refused = 0
    for whole in wholes:
        content_of = whole.read_bytes()
        for place in range(0, len(content_of), max(1, len(content_of) // 40)):
            damaged = tmp_path / f"hỏng{whole.suffix}"
            damaged.write_bytes(content_of[:place] + b"\xff\xfe\0" + content_of[place + 3 :])
            refused += _refused(damaged)
            damaged.write_bytes(content_of[:place])
            refused += _refused(damaged)
    # At the least every file that ends before it began.
    assert refused >= len(wholes)


def _refused(path: Path) -> bool:
    """Read a damaged file; anything but a table or a refusal is an error of the test."""
    try:
        table_of(path)
    except Refusal:
        return True
    return False


def test_names_without_ending_where_no_links_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(cases(), tmp_path / "a.gpkg", "GPKG").rename(tmp_path / "token")

    def refused(*_: object) -> None:
        raise OSError

    assert len(table_of(path).rows) == 2
    monkeypatch.setattr(type(path), "symlink_to", refused)
    assert len(table_of(path).rows) == 2


def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = content(tmp_path, b"a;b\n", "a.csv")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refused)
    refusal = refusal_of(path)
    assert (refusal.code, refusal.arguments["reason"]) == ("intake.unreadable", "Permission denied")
