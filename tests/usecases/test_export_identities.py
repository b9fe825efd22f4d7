"""Identities in exports: with the right, a reason and an entry in the log, whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from landtrack.domain.errors import NotAllowed, Refusal
from landtrack.domain.identity import Identity
from landtrack.domain.scope import SYSTEM_SCOPE, Right
from landtrack.domain.selection import read_selection
from landtrack.formats.archive import digest_of
from landtrack.formats.export_registry import FORMATS, manifest_in
from landtrack.store import schema
from landtrack.store.log import EntryKind
from landtrack.usecases.check_export import check_export
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.keep_identity import forget_identity, keep_identity
from landtrack.usecases.verify_log import verify_log
from tests.exports import ASKED, export_register, sqlite_export_register
from tests.read_exports import csv_rows, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.store.database import Database

HOLDER = Identity("=Hộ số 12 (dữ liệu mẫu)", "024123456789", "Bản Ven, xã Đồng Tiến", "0912345678")
CELLS = ("=Hộ số 12 (dữ liệu mẫu)", "024123456789", "Bản Ven, xã Đồng Tiến", "0912345678")
REASON = "Đối chiếu theo công văn 12/CV"
WITH_THEM = ("workbook", "csv")


def with_holder(database: Database) -> Database:
    keep_identity(database, SYSTEM_SCOPE, "C-HOLED", HOLDER)
    return database


@pytest.fixture
def register(database_url: str) -> Iterator[Database]:
    database = with_holder(export_register(database_url))
    yield database
    database.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Database]:
    with sqlite_export_register(tmp_path / "landtrack.db") as database:
        yield with_holder(database)


def exported(register: Database, out: Path, form: str, reason: str | None = REASON, **choices: Any) -> Path:
    scope = choices.pop("scope", SYSTEM_SCOPE)
    export_cases(register, scope, ASKED, None, out, form=form, reason=reason, **choices)
    return out


def entries(register: Database) -> list[dict[str, Any]]:
    """Return what the log keeps of exports with identities."""
    log = schema.log_entry
    with register.reading() as view:
        query = select(log.c.actor, log.c.details).where(log.c.kind == EntryKind.IDENTITY_EXPORT.value)
        return [{"actor": row.actor, **json.loads(row.details)} for row in view.connection.execute(query)]


def test_identities_are_whole_and_logged(register: Database, tmp_path: Path) -> None:
    book = exported(register, tmp_path / "out.xlsx", "workbook")
    head, *rows = sheet(book)
    assert head[-4:] == ["Người vi phạm", "Số CCCD", "Địa chỉ", "Điện thoại"]
    of_case = {row[0]: row for row in rows}
    assert tuple(of_case["C-HOLED"][-4:]) == CELLS
    assert of_case["C-PAIR"][-4:] == [None] * 4
    table = exported(register, tmp_path / "out.zip", "csv")
    found = {row["MA_VV"]: row for row in csv_rows(table)}["C-HOLED"]
    cells = tuple(found[name] for name in ("NGUOI_VP", "SO_GIAY_TO", "DIA_CHI", "DIEN_THOAI"))
    assert cells == ("'=Hộ số 12 (dữ liệu mẫu)", *CELLS[1:])
    first, second = entries(register)
    assert (first["actor"], first["reason"], first["form"], first["cases"]) == ("system", REASON, "workbook", 8)
    assert (first["sha256"], second["sha256"]) == (digest_of(book).sha256, digest_of(table).sha256)
    assert (first["as_of"], first["selection"], first["unit"]) == ("2023-11-30", {}, None)
    assert verify_log(register, SYSTEM_SCOPE, lambda *_: None)[1] is None


def test_the_check_leaves_identities_alone(small: Database, tmp_path: Path) -> None:
    for form in WITH_THEM:
        out = exported(small, tmp_path / f"out{FORMATS[form].ending}", form)
        assert manifest_in(out).identities
        assert check_export(small, SYSTEM_SCOPE, out) == []
        blind = replace(SYSTEM_SCOPE, rights=SYSTEM_SCOPE.rights - {Right.SEE_IDENTITIES})
        assert check_export(small, blind, out) == []
    forget_identity(small, SYSTEM_SCOPE, "C-HOLED")
    assert check_export(small, SYSTEM_SCOPE, out) == []


def test_without_asking_no_file_holds_any(small: Database, tmp_path: Path) -> None:
    for form in FORMATS:
        out = exported(small, tmp_path / f"{form}{FORMATS[form].ending}", form, None)
        assert not manifest_in(out).identities
        assert b"0912345678" not in out.read_bytes()
    assert not any("Số CCCD" in row for row in sheet(tmp_path / "workbook.xlsx"))
    assert "NGUOI_VP" not in csv_rows(tmp_path / "csv.zip")[0]
    assert entries(small) == []


@pytest.mark.parametrize("form", WITH_THEM)
def test_right_and_reason_are_needed(small: Database, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out{FORMATS[form].ending}"
    for right in (Right.SEE_IDENTITIES, Right.EXPORT):
        with pytest.raises(NotAllowed):
            exported(small, out, form, scope=replace(SYSTEM_SCOPE, rights=SYSTEM_SCOPE.rights - {right}))
    for reason in ("", "   ", "vì"):
        with pytest.raises(Refusal) as refused:
            exported(small, out, form, reason)
        assert refused.value.code == "export.reason_missing"
    assert not out.exists()
    assert entries(small) == []


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if not form.identities])
def test_other_formats_never_carry_them(small: Database, tmp_path: Path, form: str) -> None:
    with pytest.raises(Refusal) as refused:
        exported(small, tmp_path / f"out{FORMATS[form].ending}", form)
    assert refused.value.code == "export.no_identities"
    assert entries(small) == []


def test_only_those_of_the_selection_are_taken(small: Database, tmp_path: Path) -> None:
    out = exported(small, tmp_path / "out.xlsx", "workbook", selection=read_selection({"status": ["open"]}))
    assert "0912345678" not in str(sheet(out))
    (entry,) = entries(small)
    assert (entry["selection"], entry["cases"]) == ({"status": ["open"]}, 5)


def test_a_file_that_is_not_given_is_not_logged(
    small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise Refusal("export.not_same", where="", what="", expected="", found="")

    monkeypatch.setattr("landtrack.usecases.export_cases.require_copied", failing)
    with pytest.raises(Refusal):
        exported(small, tmp_path / "out.xlsx", "workbook")
    assert entries(small) == []


def test_without_an_entry_there_is_no_file(small: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise Refusal("database.locked")

    monkeypatch.setattr("landtrack.usecases.export_cases.log_identities", failing)
    with pytest.raises(Refusal):
        exported(small, tmp_path / "out.xlsx", "workbook")
    assert not (tmp_path / "out.xlsx").exists()
