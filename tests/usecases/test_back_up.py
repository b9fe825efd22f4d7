"""A backup holds the register and every file attached to it, or is not there at all; a list tells what became of it."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.attachment import FileState
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.attachment_folder import folder_beside, path_of
from landtrack.store.backup_files import list_of
from landtrack.store.database import open_database
from landtrack.store.units import read_registry
from landtrack.usecases.attach_file import attach_file
from landtrack.usecases.back_up import back_up, check_backup
from landtrack.usecases.check_attachments import check_attachments
from landtrack.usecases.record_case import record_case
from tests.attached_files import PDF, photo
from tests.builders import facts, new_register, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.domain.attachment import Attachment
    from landtrack.store.database import Database

Kept = tuple["Database", "Path", list["Attachment"]]


@pytest.fixture
def kept(database_url: str, tmp_path: Path) -> Iterator[Kept]:
    """Give a register with a case that has a paper and a photo, their folder, and what was attached."""
    register, folder = new_register(database_url), tmp_path / "kept"
    with register.reading() as view:
        record = facts(unit_id(read_registry(view), "07288"))
    record_case(register, SYSTEM_SCOPE, "YT-1", record)
    attached = [
        attach_file(register, SYSTEM_SCOPE, folder, "YT-1", io.BytesIO(content), "x").attachment
        for content in (PDF, photo())
    ]
    yield register, folder, attached
    register.close()


def test_everything_is_in_it_and_sha256sum_agrees(kept: Kept, tmp_path: Path) -> None:
    register, folder, attached = kept
    steps: list[tuple[int, int]] = []
    out = tmp_path / "sao lưu" / "copy"
    out.parent.mkdir()
    made = back_up(register, SYSTEM_SCOPE, out, str(folder), lambda done, whole: steps.append((done, whole)))
    assert (made.files, made.faults, steps) == (2, (), [(1, 2), (2, 2)])
    for one in attached:
        assert path_of(made.folder, one.sha256).read_bytes() == path_of(folder, one.sha256).read_bytes()
    assert set(check_backup(out).values()) == {FileState.WHOLE}
    assert len(check_backup(out)) == 3
    subprocess.run(["sha256sum", "--check", list_of(out)], cwd=out.parent, check=True, capture_output=True)


def test_a_copy_of_sqlite_is_a_register_with_its_files(tmp_path: Path) -> None:
    register = new_register(f"sqlite:///{tmp_path}/landtrack.db")
    with register.reading() as view:
        record = facts(unit_id(read_registry(view), "07288"))
    record_case(register, SYSTEM_SCOPE, "YT-1", record)
    attach_file(register, SYSTEM_SCOPE, folder_beside(tmp_path / "landtrack.db"), "YT-1", io.BytesIO(PDF), "x")
    back_up(register, SYSTEM_SCOPE, tmp_path / "copy.db")
    register.close()
    copy = open_database(f"sqlite:///{tmp_path}/copy.db")
    found = check_attachments(copy, SYSTEM_SCOPE, folder_beside(tmp_path / "copy.db"))
    assert (found.files, found.faults, found.strangers) == (1, (), ())
    copy.close()


def test_what_is_missing_or_changed_is_told_and_the_rest_copied(kept: Kept, tmp_path: Path) -> None:
    register, folder, (paper, picture) = kept
    path_of(folder, paper.sha256).write_bytes(b"other")
    made = back_up(register, SYSTEM_SCOPE, tmp_path / "copy", str(folder))
    assert [(fault.sha256, fault.state, fault.codes) for fault in made.faults] == [
        (paper.sha256, FileState.CHANGED, ("YT-1",))
    ]
    assert not path_of(made.folder, paper.sha256).exists()
    path_of(folder, picture.sha256).unlink()
    made = back_up(register, SYSTEM_SCOPE, tmp_path / "second", str(folder))
    assert {fault.sha256: fault.state for fault in made.faults}[picture.sha256] is FileState.MISSING
    assert (made.files, set(check_backup(tmp_path / "second").values())) == (0, {FileState.WHOLE})


def test_a_backup_that_was_touched_is_found_out(kept: Kept, tmp_path: Path) -> None:
    register, folder, (paper, picture) = kept
    out = tmp_path / "copy"
    made = back_up(register, SYSTEM_SCOPE, out, str(folder))
    path_of(made.folder, paper.sha256).write_bytes(b"other")
    path_of(made.folder, picture.sha256).unlink()
    with out.open("ab") as stream:
        stream.write(b"x")
    assert list(check_backup(out).values()) == [FileState.CHANGED, FileState.CHANGED, FileState.MISSING]
    list_of(out).write_text(f"{paper.sha256}  ../elsewhere\n")
    with pytest.raises(Refusal) as refused:
        check_backup(out)
    assert (refused.value.code, refused.value.arguments["line"]) == ("backup.list_malformed", 1)
    list_of(out).unlink()
    with pytest.raises(Refusal, match=r"backup\.no_list"):
        check_backup(out)


def test_an_interruption_leaves_nothing(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register, folder, _ = kept
    (tmp_path / "there").mkdir()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("landtrack.store.backup_files.os.fsync", full)
        with pytest.raises(Refusal):
            back_up(register, SYSTEM_SCOPE, tmp_path / "there" / "copy", str(folder))
    with pytest.raises(KeyboardInterrupt):
        back_up(register, SYSTEM_SCOPE, tmp_path / "there" / "copy", str(folder), _interrupted)
    assert list((tmp_path / "there").iterdir()) == []


def _interrupted(_done: int, _all: int) -> None:
    raise KeyboardInterrupt


def test_nothing_that_is_there_is_written_over(kept: Kept, tmp_path: Path) -> None:
    register, folder, _ = kept
    for path in (folder_beside(tmp_path / "a"), list_of(tmp_path / "b")):
        path.mkdir()
        with pytest.raises(Refusal, match=r"file\.exists"):
            back_up(register, SYSTEM_SCOPE, path.with_suffix(""), str(folder))
        assert list(path.iterdir()) == []
        assert not path.with_suffix("").exists()


def test_the_register_alone_needs_no_folder(kept: Kept, tmp_path: Path) -> None:
    register, _, _ = kept
    made = back_up(register, SYSTEM_SCOPE, tmp_path / "copy", None)
    assert (made.files, made.folder.exists(), len(check_backup(tmp_path / "copy"))) == (0, False, 1)


def test_a_server_without_a_folder_is_asked_for_it_only_where_there_are_files(
    kept: Kept, database_url: str, tmp_path: Path
) -> None:
    register, _, _ = kept
    if database_url.startswith("sqlite"):
        made = back_up(register, SYSTEM_SCOPE, tmp_path / "copy", "")
        assert {fault.state for fault in made.faults} == {FileState.MISSING}
        return
    with pytest.raises(Refusal, match=r"attachment\.no_folder"):
        back_up(register, SYSTEM_SCOPE, tmp_path / "copy", "")
    assert not (tmp_path / "copy").exists()
