"""Attaching files to a case: kept under their hash, logged, never half; and what became of the folder."""

from __future__ import annotations

import io

import pytest

from landtrack.domain.attachment import FileState, MediaType
from landtrack.domain.errors import NotAllowed, Refusal, UnknownCase
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.store.attachment_folder import folder_for, path_of
from landtrack.store.units import read_registry
from landtrack.usecases.attach_file import attach_file, open_attachment, remove_attachment, show_attachments
from landtrack.usecases.check_attachments import check_attachments
from landtrack.usecases.record_case import record_case
from landtrack.usecases.verify_log import verify_log
from tests.attached_files import PDF, PLACE, photo
from tests.builders import facts, new_register, unit_id


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    with database.reading() as view:
        registry = read_registry(view)
    for code, unit in (("YT-1", "07288"), ("BH-1", "07294")):
        record_case(database, SYSTEM_SCOPE, code, facts(unit_id(registry, unit)))
    yield database
    database.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


def attach(register, folder, content=PDF, name="biên bản.pdf", scope=SYSTEM_SCOPE, code="YT-1"):
    return attach_file(register, scope, folder, code, io.BytesIO(content), name, "số 12")


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_kept_listed_shown_and_taken_away(register, folder):
    photographed = attach(register, folder, photo(), "ảnh.jpg")
    paper = attach(register, folder)
    assert photographed.position == pytest.approx(PLACE, abs=1e-6)
    assert paper.position is None
    rows = show_attachments(register, SYSTEM_SCOPE, "YT-1")
    assert rows == [photographed.attachment, paper.attachment]
    assert (rows[1].name, rows[1].media_type, rows[1].size, rows[1].note) == (
        "biên bản.pdf", MediaType.PDF, len(PDF), "số 12",
    )  # fmt: skip
    assert path_of(folder, rows[0].sha256).read_bytes() == photo()
    assert open_attachment(register, SYSTEM_SCOPE, folder, "YT-1", rows[1].entry) == (rows[1], PDF)
    remove_attachment(register, SYSTEM_SCOPE, "YT-1", rows[1].entry, "nhầm vụ")
    assert show_attachments(register, SYSTEM_SCOPE, "YT-1") == rows[:1]
    with pytest.raises(UnknownCase, match=r"attachment\.unknown"):
        open_attachment(register, SYSTEM_SCOPE, folder, "YT-1", rows[1].entry)
    assert files(folder) == sorted(row.sha256 for row in rows)
    assert verify_log(register, SYSTEM_SCOPE, lambda _done, _all: None)[1] is None


def test_what_is_refused_leaves_nothing(register, folder):
    attach(register, folder)
    before = files(folder)
    for content, code in (
        (PDF, "attachment.again"),
        (b"<script>", "attachment.unknown_type"),
        (b"%PDF-" + b"\0" * 21 * 1024 * 1024, "attachment.too_large"),
    ):
        with pytest.raises(Refusal) as refused:
            attach(register, folder, content)
        assert refused.value.code == code
    assert files(folder) == before
    assert len(show_attachments(register, SYSTEM_SCOPE, "YT-1")) == 1


class CutConnection(io.BytesIO):
    """An upload whose sender goes away in the middle."""

    def read(self, size=-1, /):
        found = super().read(min(size, 10))
        if not found:
            raise ConnectionResetError
        return found


def test_a_connection_that_is_cut_leaves_nothing(register, folder):
    with pytest.raises((Refusal, ConnectionResetError)):
        attach_file(register, SYSTEM_SCOPE, folder, "YT-1", CutConnection(PDF), "x.pdf")
    assert files(folder) == []
    assert show_attachments(register, SYSTEM_SCOPE, "YT-1") == []


def test_the_wall_and_the_rights_hold(register, folder):
    entry = attach(register, folder).attachment.entry
    with register.reading() as view:
        registry = read_registry(view)
    day = register.now().date()
    neighbour = make_scope("bh", Role.COMMUNE_OFFICER, [unit_id(registry, "07294", day)], registry, day)
    for asked in (
        lambda: show_attachments(register, neighbour, "YT-1"),
        lambda: open_attachment(register, neighbour, folder, "YT-1", entry),
        lambda: attach(register, folder, scope=neighbour),
        lambda: remove_attachment(register, neighbour, "YT-1", entry, "x"),
    ):
        with pytest.raises(UnknownCase):
            asked()
    # A file of one case is not found under another.
    with pytest.raises(UnknownCase):
        open_attachment(register, SYSTEM_SCOPE, folder, "BH-1", entry)
    chair = make_scope("ct", Role.CHAIR, [unit_id(registry, "07288", day)], registry, day)
    assert show_attachments(register, chair, "YT-1")
    with pytest.raises(NotAllowed):
        attach(register, folder, photo(), scope=chair)
    with pytest.raises(NotAllowed):
        remove_attachment(register, chair, "YT-1", entry, "x")
    with pytest.raises(Refusal, match=r"attachment\.reason_missing"):
        remove_attachment(register, SYSTEM_SCOPE, "YT-1", entry, "  ")


def test_the_folder_is_checked_against_the_register(register, folder):
    paper, picture = attach(register, folder).attachment, attach(register, folder, photo(), "a.jpg").attachment
    attach(register, folder, code="BH-1")
    assert check_attachments(register, SYSTEM_SCOPE, folder).faults == ()
    path_of(folder, paper.sha256).unlink()
    path_of(folder, picture.sha256).write_bytes(photo() + b"x")
    (folder / "other").write_text("x")
    found = check_attachments(register, SYSTEM_SCOPE, folder)
    assert {(row.sha256, row.state, row.codes) for row in found.faults} == {
        (paper.sha256, FileState.MISSING, ("YT-1", "BH-1")),
        (picture.sha256, FileState.CHANGED, ("YT-1",)),
    }
    assert (found.files, [path.name for path in found.strangers]) == (2, ["other"])
    with pytest.raises(Refusal, match=r"attachment\.gone"):
        open_attachment(register, SYSTEM_SCOPE, folder, "YT-1", paper.entry)
    # Sent again for another case, the bytes are whole again for both.
    attach(register, folder, photo(), "a.jpg", code="BH-1")
    assert [row.state for row in check_attachments(register, SYSTEM_SCOPE, folder).faults] == [FileState.MISSING]


def test_the_folder_is_beside_the_file_or_must_be_set(register):
    url = register.engine.url
    if register.engine.name == "postgresql":
        with pytest.raises(Refusal, match=r"attachment\.no_folder"):
            folder_for("", url)
    else:
        assert str(folder_for("", url)) == f"{url.database}.attachments"
    assert str(folder_for("/somewhere", url)) == "/somewhere"
