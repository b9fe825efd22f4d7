"""Uploads: whose they are, how long they stay, and that nothing but a whole file becomes one."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from werkzeug.datastructures import FileStorage

from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.scope import Role
from landtrack.store.users import Account
from landtrack.web.uploads import folder as folders
from landtrack.web.uploads.folder import folder_path, sweep, uploads_folder
from landtrack.web.uploads.receiving import receive
from landtrack.web.uploads.running import Running
from landtrack.web.uploads.upload import UnknownUpload, choose, discard, drop_file, find_upload, finish, stored_name

OWNER = Account(4, "canbo", Role.OFFICER, "", disabled=False, session_key="a" * 32)
OTHERS = [replace(OWNER, id=5), replace(OWNER, session_key="b" * 32)]


def sent(name, body=b"STT;Ma"):
    return FileStorage(BytesIO(body), filename=name)


@pytest.fixture
def place(tmp_path):
    return uploads_folder(str(tmp_path / "kept" / "uploads"))


def test_an_upload_is_found_again_by_its_sender_with_what_he_chose(place):
    upload = receive(place, [sent("Biểu 02.XLSX", b"content")], OWNER)
    assert (upload.name, upload.size, upload.path.read_bytes()) == ("Biểu 02.XLSX", 7, b"content")
    assert upload.path.name == "source.xlsx"
    found = find_upload(place, upload.token, OWNER)
    assert found == upload
    chosen = choose(found, {"sheet": "Biểu 02"}, OWNER)
    assert find_upload(place, upload.token, OWNER) == chosen
    assert chosen.digest != found.digest
    done = finish(chosen, {"entry": 7}, OWNER)
    drop_file(done)
    assert not done.path.exists()
    assert find_upload(place, upload.token, OWNER).result == {"entry": 7}
    discard(done)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("other", OTHERS, ids=["another account", "after a change of password"])
def test_anothers_upload_is_refused_like_one_that_is_not_there(place, other):
    token = receive(place, [sent("a.csv")], OWNER).token
    answers = []
    for account, wanted in ((other, token), (OWNER, "x" * 43), (OWNER, "../../etc"), (OWNER, "")):
        with pytest.raises(UnknownUpload) as refused:
            find_upload(place, wanted, account)
        answers.append((refused.value.code, refused.value.arguments))
    assert set(map(str, answers)) == {str(("upload.unknown", {}))}


def test_only_this_user_of_the_machine_reads_the_folder_and_no_token_stands_in_it(place):
    upload = receive(place, [sent("a.csv")], OWNER)
    assert [path.stat().st_mode & 0o077 for path in (place, upload.folder)] == [0, 0]
    for path in place.rglob("*"):
        assert upload.token not in path.name
        assert path.is_dir() or upload.token.encode() not in path.read_bytes()


@pytest.mark.parametrize("age", [0, folders.A_DAY - 60, folders.A_DAY + 60])
def test_an_upload_ends_after_a_day(place, age):
    upload = receive(place, [sent("a.csv")], OWNER)
    moment = time.time() - age
    os.utime(upload.folder, (moment, moment))
    if age > folders.A_DAY:
        with pytest.raises(UnknownUpload):
            find_upload(place, upload.token, OWNER)
    else:
        assert find_upload(place, upload.token, OWNER) == upload
    sweep(place)
    assert upload.folder.exists() == (age < folders.A_DAY)


def test_sweeping_takes_what_never_arrived_and_leaves_what_is_not_ours(place):
    left = folders.make_arriving(place)
    (place / "a file").write_text("x")
    for path in (left, place / "a file"):
        os.utime(path, (0, 0))
    sweep(place)
    assert [path.name for path in place.iterdir()] == ["a file"]
    sweep(place / "nowhere")


class Torn(BytesIO):
    """A connection that ends in the middle."""

    def read(self, *_size):
        raise OSError("connection reset")


def test_what_breaks_off_becomes_no_upload(place):
    with pytest.raises(Refusal) as refused:
        receive(place, [FileStorage(Torn(), filename="a.csv")], OWNER)
    assert refused.value.code == "upload.not_kept"
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "upload.none"),
        ([("", b"")], "upload.none"),
        ([("a.xlsx", b"")], "upload.empty"),
        ([("a.xlsx", b"1"), ("b.xlsx", b"2")], "upload.several"),
        ([("a.shp", b"1"), ("A.SHP", b"2")], "upload.several"),
        ([(f"a.{number}", b"1") for number in range(13)], "upload.several"),
    ],
)
def test_what_is_no_file_is_refused_and_leaves_nothing(place, files, code):
    with pytest.raises(Refusal) as refused:
        receive(place, [sent(name, body) for name, body in files], OWNER)
    assert refused.value.code == code
    assert list(place.iterdir()) == []


def test_the_parts_of_a_shapefile_become_one_zip_the_same_every_time(place):
    parts = [("Vi phạm.shp", b"shapes"), ("Vi phạm.DBF", b"table"), ("vi phạm.shp.xml", b"words")]
    first = receive(place, [sent(*part) for part in parts], OWNER)
    again = receive(place, [sent(*part) for part in reversed(parts)], OWNER)
    assert (first.name, first.path.name) == ("Vi phạm.zip", "source.zip")
    assert first.path.read_bytes() == again.path.read_bytes()
    with ZipFile(first.path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(parts)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("a.xlsx", "source.xlsx"), ("a.tar.GZ", "source.gz"), ("a", "source"), (".hidden", "source"),
        ("a.b/c", "source"), ("a.ch\N{LATIN SMALL LETTER U WITH HORN}a", "source"), ("a." + "x" * 9, "source"),
    ],
)  # fmt: skip
def test_nothing_of_a_name_but_a_plain_ending_is_used_on_the_server(name, stored):
    assert stored_name(name) == stored


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a\0b.xlsx", "x" * 4000 + ".xlsx", "..", "C:\\f\\a.xlsx"])
def test_a_hostile_name_is_a_label_only(place, name):
    upload = receive(place, [sent(name)], OWNER)
    assert upload.folder.parent == place
    assert {path.name for path in upload.folder.iterdir()} <= {"upload.json", "source", "source.xlsx"}
    assert len(upload.name) <= 120
    assert not set(upload.name) & {"/", "\\", "\0"}


def test_the_default_folder_is_refused_when_somebody_else_may_have_made_it(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own = folder_path("")
    assert own.parent == tmp_path
    assert uploads_folder("") == own
    assert own.stat().st_mode & 0o077 == 0
    own.chmod(0o755)
    with pytest.raises(Refusal, match=r"upload\.folder"):
        uploads_folder("")
    own.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    own.symlink_to(elsewhere)
    with pytest.raises(Refusal, match=r"upload\.folder"):
        uploads_folder("")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refusal, match=r"upload\.folder"):
        uploads_folder(str(tmp_path / "file" / "uploads"))
    with pytest.raises(Refusal, match=r"upload\.folder"):
        folders.make_arriving(Path(tmp_path / "nowhere"))


def test_work_on_an_upload_is_done_once_at_a_time_and_says_how_far_it_has_come():
    running = Running()
    assert running.how_far("a") is None
    with running.work("a") as report:
        assert running.how_far("a") == (0, 0)
        report(20, 100)
        assert running.how_far("a") == (20, 100)
        with pytest.raises(Conflict), running.work("a"):
            pass
        with running.work("b"):
            assert running.how_far("b") == (0, 0)
    assert running.how_far("a") is None
    with pytest.raises(ZeroDivisionError), running.work("a"):
        raise ZeroDivisionError
    with running.work("a"):
        pass
