"""The check of an exported archive: silent when all is the same, exact about what is not, and never fooled or hurt."""

from __future__ import annotations

import json
import random
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.cutoff import Cutoffs
from landtrack.domain.errors import NotAllowed, Refusal
from landtrack.domain.scope import SYSTEM_SCOPE, Right
from landtrack.formats.comparison import Difference
from landtrack.store.units import read_registry
from landtrack.usecases import check_export as journey
from landtrack.usecases.change_status import undo_change
from landtrack.usecases.check_export import check_export
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.record_case import revise_case
from tests.builders import facts, unit_id
from tests.exports import ASKED, export_register, members, narrowed, repacked, sqlite_export_register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from landtrack.domain.question import Question
    from landtrack.store.database import Database

DBF, CSV = "vi_pham_vung.dbf", "vi_pham_khong_hinh.csv"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Database]:
    with sqlite_export_register(tmp_path / "landtrack.db") as database:
        yield database


@pytest.fixture
def out(register: Database, tmp_path: Path) -> Path:
    return exported(register, tmp_path / "out.zip")


def exported(register: Database, out: Path, question: Question = ASKED, **choices: Any) -> Path:
    export_cases(register, choices.pop("scope", SYSTEM_SCOPE), question, choices.pop("crs", "EPSG:9214"), out)
    return out


def checked(register: Database, path: Path, **choices: Any) -> list[Difference]:
    return check_export(register, choices.pop("scope", SYSTEM_SCOPE), path)


def refusal(register: Database, path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        checked(register, path)
    return refused.value.code


def replacing(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return a change of one file: some bytes for others."""

    def change(files: dict[str, bytes]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new)

    return change


def in_manifest(**values: Any) -> Callable[[dict[str, bytes]], None]:
    """Return a change of the manifest's own values."""

    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps({**json.loads(files["manifest.json"]), **values}).encode()

    return change


def containing(**contents: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return a change that adds files, or replaces them."""
    return lambda files: files.update(contents)


def without_manifest(files: dict[str, bytes]) -> None:
    del files["manifest.json"]


def test_what_was_exported_is_the_same_on_both_engines(database_url: str, tmp_path: Path) -> None:
    database = export_register(database_url)
    cutoffs = Cutoffs(date(2010, 1, 1), date(2012, 6, 1))
    questions = (
        ASKED,
        ASKED.for_unit("07288"),
        replace(ASKED, frame=date(2025, 7, 1), known_at=ASKED.known_at + timedelta(days=90)),
        replace(ASKED, cutoffs=cutoffs),
    )
    for number, question in enumerate(questions):
        path = exported(database, tmp_path / f"{number}.zip", question, crs="EPSG:3405" if number else "EPSG:9214")
        assert checked(database, path) == []
    database.close()


def test_what_is_recorded_later_changes_nothing(register: Database, out: Path) -> None:
    with register.reading() as view:
        unit = unit_id(read_registry(view), "07288")
    revise_case(register, SYSTEM_SCOPE, "C-HOLED", facts(unit, area=99_999), "đo lại")
    undo_change(register, SYSTEM_SCOPE, "C-PAIR")
    assert checked(register, out) == []


def test_another_register_has_another_head(register: Database, tmp_path: Path) -> None:
    question = replace(ASKED, known_at=register.now() + timedelta(days=1))
    out = exported(register, tmp_path / "out.zip", question)
    with sqlite_export_register(tmp_path / "other.db") as other:
        assert checked(other, out) == []
        undo_change(other, SYSTEM_SCOPE, "C-PAIR")
        found = {row.what: row for row in checked(other, out)}
    assert found["head"].where == "manifest.json"
    assert found["head"].expected != found["head"].found
    assert found["total.open"].expected == "6"
    assert (found["TRANG_THAI"].expected, found["TRANG_THAI"].found) == ("open", "partly_resolved")
    assert found["TRANG_THAI"].where == "vi_pham_vung.shp C-PAIR"


def test_a_changed_value_is_found_by_its_hash_and_by_itself(register: Database, out: Path) -> None:
    change = replacing(DBF, b"1234.5", b"1234.6")
    by_value = Difference("vi_pham_vung.shp C-HOLED", "DT_M2", "1234.5", "1234.6")
    # Also with the resolved area, which is the same.
    resolved_too = Difference("vi_pham_vung.shp C-HOLED", "DT_XL_M2", "1234.5", "1234.6")
    assert checked(register, repacked(out, change)) == [by_value, resolved_too]
    by_hash, *rest = checked(register, repacked(out, change, honest=False))
    assert (by_hash.where, by_hash.what) == (DBF, "sha256")
    assert rest == [by_value, resolved_too]


def test_every_kind_of_value_is_compared(register: Database, out: Path) -> None:
    for old, new, what, expected, found in (
        (b"20220301", b"20220302", "NGAY_TT", "2022-03-01", "2022-03-02"),
        ("Lấn đất".encode(), b"Lan dat     ", "HANH_VI", "encroached", "Lan dat"),
        (b"345a", b"345b", "SO_THUA", "345a", "345b"),
        (b"ONT+CLN", b"       ", "LOAI_DAT", "ONT+CLN", ""),
    ):
        differences = checked(register, repacked(out, replacing(DBF, old, new)))
        assert (what, expected, found) in [(row.what, row.expected, row.found) for row in differences]
    bare = checked(register, repacked(out, replacing(CSV, b",500.0,", b",500.04,")))
    assert [(row.where, row.what, row.found) for row in bare] == [(f"{CSV} C-BARE", "DT_M2", "500.04")]


def test_a_moved_corner_is_found_and_a_hair_is_not(register: Database, out: Path) -> None:
    # The first vertex of the first shape: header 100 bytes, then 8 of the record, 44 of the shape, 4 for each ring.
    def moved(metres: float) -> Callable[[dict[str, bytes]], None]:
        def change(files: dict[str, bytes]) -> None:
            shp = bytearray(files["vi_pham_diem.shp"])
            x = memoryview(shp)[112:120].cast("d")
            x[0] += metres
            files["vi_pham_diem.shp"] = bytes(shp)

        return change

    assert checked(register, repacked(out, moved(0.0005))) == []
    (found,) = checked(register, repacked(out, moved(0.002)))
    assert (found.where, found.what) == ("vi_pham_diem.shp C-POINT", "geometry")
    assert found.expected.startswith("POINT (409")


def test_missing_repeated_and_reordered_cases_are_named(register: Database, out: Path) -> None:
    def lines(files: dict[str, bytes]) -> list[bytes]:
        return files[CSV].split(b"\r\n")

    def dropped(files: dict[str, bytes]) -> None:
        files[CSV] = b"\r\n".join([lines(files)[0], *lines(files)[2:]])

    def doubled(files: dict[str, bytes]) -> None:
        files[CSV] = b"\r\n".join([*lines(files)[:2], *lines(files)[1:]])

    def turned(files: dict[str, bytes]) -> None:
        head, first, second, end = lines(files)
        files[CSV] = b"\r\n".join([head, second, first, end])

    assert checked(register, repacked(out, dropped)) == [Difference(f"{CSV} C-BARE", "case", "C-BARE", "")]
    assert checked(register, repacked(out, doubled)) == [Difference(f"{CSV} C-BARE", "case", "", "C-BARE")]
    assert checked(register, repacked(out, turned)) == [Difference(f"{CSV} 1", "order", "C-BARE", "C-FORMULA")]


def test_figures_and_changes_of_the_manifest_are_computed_again(register: Database, out: Path) -> None:
    stated = json.loads(members(out)["manifest.json"])
    total = {**stated["total"], "resolved": 7}
    (figure,) = checked(register, repacked(out, in_manifest(total=total)))
    assert figure == Difference("manifest.json", "total.resolved", "1", "7")
    silent = checked(register, repacked(out, in_manifest(changed=stated["changed"][1:])))
    assert [(row.where, row.found) for row in silent] == [("manifest.json C-PAIR", "")]
    invented = {**stated["changed"][0], "case": "C-HOLED", "field": "DT_M2"}
    claimed = checked(register, repacked(out, in_manifest(changed=[*stated["changed"], invented])))
    assert [(row.where, row.what, row.expected) for row in claimed] == [("manifest.json C-HOLED", "changed DT_M2", "")]


def test_missing_and_unexpected_files_are_named(register: Database, out: Path) -> None:
    def without(files: dict[str, bytes]) -> None:
        del files["bang_truong.csv"], files["vi_pham_diem.shx"]

    def more(files: dict[str, bytes]) -> None:
        files["readme.txt"] = b"hello"

    def reworded(files: dict[str, bytes]) -> None:
        files["bang_truong.csv"] = files["bang_truong.csv"].replace("m²".encode(), b"ha")

    def retyped(files: dict[str, bytes]) -> None:
        files[f"{CSV}t"] = files[f"{CSV}t"].replace(b"Date", b"Real")

    found = checked(register, repacked(out, without, honest=False))
    assert [(row.where, row.found) for row in found[:2]] == [("bang_truong.csv", ""), ("vi_pham_diem.shx", "")]
    assert {row.where for row in checked(register, repacked(out, without))} >= {"bang_truong.csv", "vi_pham_diem.shx"}
    for change, name in ((reworded, "bang_truong.csv"), (retyped, f"{CSV}t")):
        assert checked(register, repacked(out, change)) == [Difference(name, "content", "", "")]
    (unexpected,) = checked(register, repacked(out, more, honest=False))
    assert (unexpected.where, unexpected.what, unexpected.expected) == ("readme.txt", "sha256", "")


def test_a_wrong_size_is_named(register: Database, out: Path) -> None:
    files = json.loads(members(out)["manifest.json"])["files"]
    wrong = {**files, DBF: {**files[DBF], "bytes": 7}}
    found = checked(register, repacked(out, in_manifest(files=wrong), honest=False))
    assert found == [Difference(DBF, "bytes", "7", str(files[DBF]["bytes"]))]


def test_labels_are_read_with_the_table_of_the_archive(register: Database, out: Path) -> None:
    def renamed(files: dict[str, bytes]) -> None:
        for name in (DBF, "bang_ma.csv"):
            files[name] = files[name].replace("lý một".encode(), "lí một".encode())

    def exchanged(files: dict[str, bytes]) -> None:
        text = files["bang_ma.csv"].decode()
        swapped = text.replace("Chưa xử lý", "?").replace("Đang xử lý", "Chưa xử lý").replace("?", "Đang xử lý")
        files["bang_ma.csv"] = swapped.encode()

    def removed(files: dict[str, bytes]) -> None:
        files["bang_ma.csv"] = files["bang_ma.csv"].replace(b"TRANG_THAI,open", b"TRANG_THAI,closed")

    def garbled(files: dict[str, bytes]) -> None:
        files["bang_ma.csv"] = b"\xff\xfe\x00"

    assert checked(register, repacked(out, renamed)) == []
    found = checked(register, repacked(out, exchanged))
    assert [(row.where, row.what) for row in found[:2]] == [
        ("bang_ma.csv", "TRANG_THAI open"), ("bang_ma.csv", "TRANG_THAI in_hand"),
    ]  # fmt: skip
    assert checked(register, repacked(out, removed)) == [Difference("bang_ma.csv", "TRANG_THAI open", "Chưa xử lý", "")]
    assert [row.what for row in checked(register, repacked(out, garbled))] == ["readable"]


def test_only_who_may_see_all_of_it_may_check_it(register: Database, out: Path, tmp_path: Path) -> None:
    with register.reading() as view:
        registry = read_registry(view)
    own, other = unit_id(registry, "07291"), unit_id(registry, "07288")
    of_one = exported(register, tmp_path / "own.zip", scope=narrowed(own))
    for scope in (SYSTEM_SCOPE, narrowed(own), narrowed(own, other)):
        assert checked(register, of_one, scope=scope) == []
    for path, scope in ((out, narrowed(own)), (of_one, narrowed(other))):
        with pytest.raises(Refusal) as refused:
            checked(register, path, scope=scope)
        assert refused.value.code == "check.beyond_scope"
    with pytest.raises(NotAllowed):
        checked(register, out, scope=replace(SYSTEM_SCOPE, rights=SYSTEM_SCOPE.rights - {Right.EXPORT}))


def test_very_many_differences_end_with_a_word(register: Database, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey, "MOST_DIFFERENCES", 2)
    found = checked(register, repacked(out, replacing(DBF, b"20210504", b"20210505")))
    assert len(found) == 3
    assert found[-1].what == "further differences"


def test_what_is_no_archive_of_ours_is_refused(register: Database, out: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.zip"
    text.write_text("no archive")
    assert refusal(register, text) == "check.damaged"
    assert refusal(register, tmp_path / "none.zip") == "file.missing"
    assert refusal(register, tmp_path) == "check.damaged"
    assert refusal(register, repacked(out, without_manifest)) == "check.no_manifest"
    for content in (b"[]", b"{}", b"null", b"\xff", b"{", b"[" * 100_000, b'{"format": 1}'):
        path = repacked(out, containing(**{"manifest.json": content}), honest=False)
        assert refusal(register, path) in {"check.manifest", "check.damaged"}
    wrong: tuple[dict[str, Any], ...] = (
        {"known_at": "2023-11-30T10:00:00"}, {"as_of": "30/11/2023"}, {"cutoffs": {}}, {"files": []}, {"area": "all"},
        {"changed": [{"case": "C-HOLED"}]}, {"format": {"name": "shapefile", "version": "x"}},
    )  # fmt: skip
    for values in wrong:
        assert refusal(register, repacked(out, in_manifest(**values), honest=False)) == "check.manifest"
    assert refusal(register, repacked(out, in_manifest(format={"name": "shapefile", "version": 2}))) == "check.version"
    assert refusal(register, repacked(out, in_manifest(format={"name": "dgn", "version": 1}))) == "choice.unknown"
    assert refusal(register, repacked(out, in_manifest(crs="EPSG:4326"))) == "crs.unsupported"
    assert refusal(register, repacked(out, in_manifest(unit="99999"))) == "unit.unknown"


@pytest.mark.parametrize("name", ["../escaped.txt", "/escaped.txt", "a/b.txt", ".hidden", "c:x", "é.txt", "a\\b"])
def test_names_that_lead_elsewhere_are_refused(register: Database, out: Path, name: str) -> None:
    path = repacked(out, containing(**{name: b"x"}))
    assert refusal(register, path) == "check.hostile"
    assert not (out.parent / "escaped.txt").exists()


def test_archives_that_grow_without_end_are_refused(register: Database, out: Path) -> None:
    def bomb(files: dict[str, bytes]) -> None:
        files["zeros.bin"] = bytes(100 << 20)

    def huge_manifest(files: dict[str, bytes]) -> None:
        files["manifest.json"] = b" " * (65 << 20)

    assert refusal(register, repacked(out, bomb)) == "check.too_large"
    assert refusal(register, repacked(out, huge_manifest, honest=False)) == "check.too_large"
    assert refusal(register, repacked(out, containing(**{f"f{n}": b"" for n in range(200)}))) == ("check.hostile")


def test_a_name_given_twice_is_refused(register: Database, out: Path) -> None:
    packed = BytesIO(out.read_bytes())
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(DBF, b"another")
    twice = out.with_name("twice.zip")
    twice.write_bytes(packed.getvalue())
    assert refusal(register, twice) == "check.hostile"


def test_damage_anywhere_is_told_never_a_fault(register: Database, out: Path) -> None:
    """Cut short, bits turned, or files replaced by noise: a refusal or differences, whatever is hit."""
    whole, damaged = out.read_bytes(), out.with_name("damaged.zip")
    dice = random.Random(7288)  # noqa: S311 - the same damage every time, no secret

    def noisy(name: str) -> Callable[[dict[str, bytes]], None]:
        def change(files: dict[str, bytes]) -> None:
            content = bytearray(files[name])
            for _ in range(dice.choice([1, 20])):
                content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
            files[name] = bytes(content[: dice.choice([len(content), dice.randrange(len(content))])])

        return change

    for round_number in range(60):
        if round_number % 3 == 0:
            damaged.write_bytes(whole[: dice.randrange(len(whole))])
        elif round_number % 3 == 1:
            turned = bytearray(whole)
            turned[dice.randrange(len(turned))] ^= 1 << dice.randrange(8)
            damaged.write_bytes(turned)
        else:
            name = dice.choice(sorted(members(out)))
            damaged.write_bytes(repacked(out, noisy(name), honest=False).read_bytes())
        try:
            found = checked(register, damaged)
        except Refusal:
            continue
        # A turned bit in what the archive says about dates or rights is no damage to what it holds.
        assert found or members(damaged) == members(out)
