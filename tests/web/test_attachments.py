"""Photos and papers of a case as the pages' scripts see them."""

from __future__ import annotations

import io
import json

import pytest

from tests.attached_files import PDF, PLACE, SCRIPT, photo

ADDRESS = "/api/case/QA-0001/attachments"


def send(who, content, name="ảnh.jpg", address=ADDRESS, **fields):
    return who.client.post(
        address,
        data={"file": (io.BytesIO(content), name), **fields},
        headers={"X-CSRFToken": who.token, "Accept": "application/json"},
        buffered=True,
    )


@pytest.fixture
def officer(visitor):
    return visitor("canbo.yenthe")


def test_a_photo_is_sent_seen_without_its_secrets_and_removed(officer):
    answer = send(officer, photo(), note="nhìn từ đường")
    sent = json.loads(answer.data)
    assert sent["position"] == pytest.approx({"lon": PLACE[0], "lat": PLACE[1]}, abs=1e-6)
    (row,) = sent["attachments"]
    assert (row["entry"], row["name"], row["note"]) == (sent["attached"], "ảnh.jpg", "nhìn từ đường")
    for address in (row["address"], row["thumbnail"]):
        shown = officer.get(address)
        assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
        assert b"Secret Maker" not in shown.data
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert officer.get(row["address"]).headers["Cache-Control"] == "no-store"
    assert json.loads(officer.get(ADDRESS).data)["attachments"] == [row]
    gone = officer.send(f"{row['address']}/remove", {"reason": "chụp nhầm"})
    assert json.loads(gone.data)["attachments"] == []
    assert officer.get(row["address"]).status_code == 404


def test_a_paper_is_only_ever_downloaded(officer):
    row = json.loads(send(officer, PDF, "biên bản.pdf").data)["attachments"][0]
    assert row["thumbnail"] is None
    shown = officer.get(row["address"])
    assert shown.data == PDF
    assert shown.headers["Content-Disposition"].startswith("attachment;")
    assert officer.get(f"{row['address']}/thumbnail").status_code == 422


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (SCRIPT, "a.jpg", "attachment.unknown_type"),
        (b"\xff\xd8\xff" + SCRIPT, "a.jpg", "attachment.damaged"),
        (b"", "a.jpg", "attachment.empty"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(officer, content, name, code):
    answer = send(officer, content, name)
    assert (answer.status_code, json.loads(answer.data)["error"]["code"]) == (422, code)
    assert json.loads(officer.get(ADDRESS).data)["attachments"] == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 4000 + ".jpg", "a\x01b.jpg", "<img src=x>.jpg"])
def test_a_hostile_name_is_a_label(officer, name):
    row = json.loads(send(officer, photo(), name).data)["attachments"][0]
    assert "/" not in row["name"]
    assert len(row["name"]) <= 120
    assert officer.get(row["address"]).status_code == 200


def test_nothing_is_taken_without_a_file_a_token_or_the_right(officer, visitor):
    assert officer.send(ADDRESS, {}).status_code == 422
    assert officer.client.post(ADDRESS, data={"file": (io.BytesIO(PDF), "a.pdf")}).status_code == 400
    assert send(visitor("chutich.yenthe"), PDF).status_code == 403
    assert send(visitor(None), PDF).status_code == 401
    assert send(officer, PDF, address="/api/case/QB-0001/attachments").status_code == 404
    large = {"data": b"\0" * 22_000_000, "content_type": "multipart/form-data; boundary=x"}
    assert officer.client.post(ADDRESS, headers={"X-CSRFToken": officer.token}, **large).status_code == 413
    assert json.loads(officer.get(ADDRESS).data)["attachments"] == []
