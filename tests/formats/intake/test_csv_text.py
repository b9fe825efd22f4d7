"""Tables as text: separators, letters, blank lines, and what no table holds."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import pytest

from tests.formats.intake.files import codes, refusal_of, table_of, values

if TYPE_CHECKING:
    from pathlib import Path

LINES = "Xã;Diện tích\r\nĐồng Kỳ;1.234,5\r\n"
OLD = b"\xd0\xe2\xect;T\xfd\n"
"""Windows-1258 with the marks as letters of their own."""
TABLE = [("Xã", "Diện tích"), ("Đồng Kỳ", "1.234,5")]


def text(tmp_path: Path, content: bytes, name: str = "sổ.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_unicode_is_recognised(tmp_path: Path, codec: str, encoding: str) -> None:
    table = table_of(text(tmp_path, (LINES * 3).encode(codec)))
    assert values(table) == TABLE * 3
    assert (table.encoding, table.sheet, table.headings) == (encoding, "sổ", None)


def test_bytes_of_windows_stay_one_to_one(tmp_path: Path) -> None:
    every = bytes(sorted(set(range(0x80, 0x100)) | {0x41}))
    table = table_of(text(tmp_path, b"a;" + every + b"\r\n"))
    assert table.encoding == "windows-1252"
    (found,) = table.rows[0].values[1:]
    back = b"".join(sign.encode("cp1252") if ord(sign) > 255 else sign.encode("latin-1") for sign in str(found))
    assert back == every


def test_chosen_encoding(tmp_path: Path) -> None:
    path = text(tmp_path, OLD)
    table = table_of(path, encoding="CP1258")
    assert (values(table), table.encoding) == ([("Đâ\u0301t", "Tư")], "windows-1258")
    assert values(table_of(path)) == [("Ðâìt", "Tý")]


def test_some_broken_bytes_are_told_by_cell(tmp_path: Path) -> None:
    whole = ("Đồng Kỳ;đất trồng lúa\n" * 5).encode()
    table = table_of(text(tmp_path, whole + b"Xu\xe2n;L\xffng\n" + whole))
    assert (table.encoding, len(table.rows), table.rows[5].values) == ("utf-8", 11, ("Xu\ufffdn", "L\ufffdng"))
    assert [(problem.code, problem.cell) for problem in table.problems] == [
        ("intake.broken_letters", "A6"),
        ("intake.broken_letters", "B6"),
    ]


def test_encodings_that_cannot_be(tmp_path: Path) -> None:
    path = text(tmp_path, OLD)
    assert refusal_of(path, encoding="utf-8").code == "intake.encoding_wrong"
    assert refusal_of(path, encoding="utf-16").code == "intake.encoding_wrong"
    for name in ("klingon", "rot13", "\0"):
        assert refusal_of(path, encoding=name).code == "intake.encoding_unknown"


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ("a\tb,c\td\n1\t2,5\t3\n", ("a", "b,c", "d")),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ("a", "b")),
        ('a,b,c\n"1;2",3,4\n5,6,7\n', ("a", "b", "c")),
        ("a|b\n1|2\n", ("a", "b")),
        ("DANH SÁCH;;\n;;\nSTT;Xã;Diện tích\n1;An;12,5\n", ("DANH SÁCH",)),
        ("sep=|\na|b;c\n1|2;3\n", ("a", "b;c")),
        ("chỉ một cột\nAn\n", ("chỉ một cột",)),
    ],
)
def test_separators(tmp_path: Path, lines: str, first: tuple[str, ...]) -> None:
    assert table_of(text(tmp_path, lines.encode())).rows[0].values == first


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = table_of(text(tmp_path, 'a;b;c\n\n;;\n"hai\ndòng";;\n  ; \nx;;z;thừa\n'.encode()))
    assert [(row.number, row.values) for row in table.rows] == [
        (1, ("a", "b", "c")),
        (4, ("hai\ndòng",)),
        (6, ("x", None, "z", "thừa")),
    ]
    assert table.width == 4


def test_ten_million_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.write(b"a,b\n1,2\n")
        stream.writelines(repeat(b"\n" * 1_000_000, 9))
        stream.write(b",\n" * 1_000_000)
        stream.write(b"3,4\n")
    assert [row.number for row in table_of(path).rows] == [1, 2, 10_000_003]


def test_nul_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(text(tmp_path, b"a;b\r\n1;2\r\n3;\0\0\r\n"))
    assert (refusal.code, refusal.arguments["line"]) == ("intake.nul", 3)


def test_an_open_quotation_mark_ends(tmp_path: Path) -> None:
    path = text(tmp_path, b'a;b\n1;"2\n' + b"3;4\n" * 3_000_000)
    assert refusal_of(path).code == "intake.open_quote"


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_quotation_mark_never_closed_swallows_no_rows(tmp_path: Path, end: bytes) -> None:
    refusal = refusal_of(text(tmp_path, b'a;b\n1;"2\n3"\n4;"5\n6;7\n8;9' + end))
    assert (refusal.code, refusal.arguments["line"]) == ("intake.open_quote", 4)
    assert values(table_of(text(tmp_path, b'a;b\n1;"2"' + end))) == [("a", "b"), ("1", "2")]


def test_a_boundary_fits_into_a_cell(tmp_path: Path) -> None:
    boundary = "POLYGON((" + ",".join(["410000 2380000"] * 20_000) + "))"
    assert table_of(text(tmp_path, f'a;b\n1;"{boundary}"\n'.encode())).rows[1].values[1] == boundary


def test_too_many_rows(tmp_path: Path) -> None:
    assert refusal_of(text(tmp_path, b"1,2\n" * 500_001)).code == "intake.too_many_rows"


def test_what_is_no_table(tmp_path: Path) -> None:
    assert refusal_of(text(tmp_path, b"<a><b/></a>")).code == "intake.unknown"
    assert refusal_of(text(tmp_path, b'{"a": 1}')).code == "intake.unknown"
    assert refusal_of(text(tmp_path, b"\x01\x02\x03")).code == "intake.unknown"


def test_endings_of_text_are_all_right(tmp_path: Path) -> None:
    for name in ("a.csv", "a.txt", "a.TSV", "a"):
        assert codes(table_of(text(tmp_path, b"a;b\n", name))) == []
