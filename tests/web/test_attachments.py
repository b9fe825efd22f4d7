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


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd.jpg"), ("..\\..\\x.JPG", "x.JPG"), ("x" * 4000 + ".jpg", "x" * 115 + "….jpg"),
        ("a\x00b\x01c.jpg", "abc.jpg"), ("a\u202egpj.exe", "agpj.exe.jpg"), ("<img src=x>.jpeg", "<img src=x>.jpeg"),
        ("a.html", "a.html.jpg"), ("ả" * 4000 + ".svg", "ả" * 115 + "….jpg"),
    ],
)  # fmt: skip
def test_a_hostile_name_is_a_label_with_the_ending_of_what_the_file_is(officer, name, label):
    row = json.loads(send(officer, photo(), name).data)["attachments"][0]
    assert row["name"] == label
    shown = officer.get(row["address"])
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")


def test_a_paper_that_is_a_page_as_well_is_downloaded_as_a_paper(officer):
    page = PDF + b"<html><script>alert(1)</script></html>\n%%EOF\n"
    row = json.loads(send(officer, page, "a.html").data)["attachments"][0]
    shown = officer.get(row["address"])
    assert (shown.mimetype, shown.headers["Content-Disposition"]) == (
        "application/pdf",
        "attachment; filename=a.html.pdf",
    )


def test_an_upload_that_was_cut_is_said(officer):
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n' + photo()[:500]
    headers = {"X-CSRFToken": officer.token, "Accept": "application/json"}
    for promised in (0, 5000):
        answer = officer.client.post(
            ADDRESS, input_stream=io.BytesIO(body), content_length=len(body) + promised, headers=headers,
            content_type="multipart/form-data; boundary=x",
        )  # fmt: skip
        assert (answer.status_code, json.loads(answer.data)["error"]["code"]) == (422, "attachment.no_file")
    assert json.loads(officer.get(ADDRESS).data)["attachments"] == []


def test_nothing_is_taken_without_a_file_a_token_or_the_right(officer, visitor):
    assert officer.send(ADDRESS, {}).status_code == 422
    assert officer.client.post(ADDRESS, data={"file": (io.BytesIO(PDF), "a.pdf")}).status_code == 400
    assert send(visitor("chutich.yenthe"), PDF).status_code == 403
    assert send(visitor(None), PDF).status_code == 401
    assert send(officer, PDF, address="/api/case/QB-0001/attachments").status_code == 404
    large = {"data": b"\0" * 22_000_000, "content_type": "multipart/form-data; boundary=x"}
    assert officer.client.post(ADDRESS, headers={"X-CSRFToken": officer.token}, **large).status_code == 413
    assert json.loads(officer.get(ADDRESS).data)["attachments"] == []
