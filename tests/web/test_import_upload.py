"""Files sent to the import page: hostile names, what is no file, and bodies that are too large or break off."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from tests.web.import_files import Import, line, send, workbook
from tests.web.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the application of the tests keeps uploads."""
    return tmp_path / "uploads"


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.xlsx", "a\0b.xlsx", "Z" * 4000 + ".xlsx", "C:\\x\\d.xlsx", f"a{TURNED}slx.xlsx"],
)  # fmt: skip
def test_a_hostile_file_name_is_harmless_and_shown_short(visitor: Visit, place: Path, name: str) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1)]), name)
    page = upload.get().text
    title = re.search(r'<h1 class="file-title">(.*?)</h1>', page)
    assert title is not None
    assert len(title[1]) <= 120
    assert not set(title[1]) & {"/", "\\", "\0", TURNED}
    assert {path.name for path in place.rglob("*") if path.is_file()} == {"source.xlsx", "upload.json"}
    assert upload.run().status_code == 303
    assert (
        "attachment"
        in Import.of(visitor("canbo"), workbook([line(2)]), name).get("/problems").headers["Content-Disposition"]
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [(b"", "is empty"), (b"no spreadsheet at all \x00\x01\x02" * 50, ""), (b"PK\x03\x04 cut off", "")],
)
def test_what_is_no_such_file_is_said_and_nothing_kept_of_it(
    visitor: Visit, place: Path, body: bytes, sentence: str
) -> None:
    who = visitor("canbo")
    answer = send(who, body, "bảng.xlsx")
    if answer.status_code == 303:  # kept, looked at, and found to be nothing that can be read
        page = who.get(answer.location)
        assert (page.status_code, 'role="alert"' in page.text, Markup(page.text).faults) == (200, True, [])
        assert who.get(answer.location + "/check").location == answer.location
        who.form(answer.location + "/discard")
    else:
        assert (answer.status_code, sentence in answer.text) == (422, True)
    assert list(place.iterdir()) == []


def test_the_pages_script_gets_the_same_as_json(visitor: Visit) -> None:
    who = visitor("canbo")
    sent = send(who, workbook([line(1)]), Accept="application/json")
    assert sent.status_code == 200
    assert sent.json is not None
    assert who.get(sent.json["next"]).status_code == 200
    refused = send(who, b"", Accept="application/json")
    assert refused.status_code == 422
    assert refused.json is not None
    assert refused.json["error"]["code"] == "upload.empty"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(visitor: Visit, place: Path) -> None:
    who = visitor("canbo")
    form = {"csrf_token": who.token, "file": (BytesIO(b"small"), "a.csv")}
    length = {"CONTENT_LENGTH": str(202 * 1024 * 1024)}
    answer = who.client.post("/import", data=form, environ_overrides=length)
    assert (answer.status_code, Markup(answer.text).faults) == (413, [])
    assert not place.exists()


def test_a_body_that_breaks_off_becomes_no_upload(visitor: Visit, place: Path) -> None:
    who = visitor("canbo")
    head = (
        f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{who.token}\r\n--b\r\n'
        'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nXã;Thôn\r\n'
    ).encode()
    for more in (0, 100_000):  # as the proxy before us may hand it on, and as the connection breaks
        answer = who.client.post(
            "/import",
            input_stream=BytesIO(head),
            content_type="multipart/form-data; boundary=b",
            environ_overrides={"CONTENT_LENGTH": str(len(head) + more)},
        )
        assert answer.status_code == 400
    assert not place.exists()


def test_a_file_without_the_token_is_not_taken(visitor: Visit, place: Path) -> None:
    who = visitor("canbo")
    answer = who.client.post("/import", data={"file": (BytesIO(workbook([line(1)])), "a.xlsx")})
    assert answer.status_code == 400
    assert not place.exists()


def test_a_removed_file_is_gone(visitor: Visit, place: Path) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1)]))
    assert upload.who.form(upload.address + "/discard").location == "/import"
    assert upload.get().status_code == 404
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b""])
def test_a_file_of_many_lines_arrives_as_it_was_sent(visitor: Visit, place: Path, ending: bytes) -> None:
    body = b"".join(b"%d;B\xe1\xba\xa3n Ven;45%s" % (number, ending) for number in range(20_000))
    assert send(visitor("canbo"), body, "a.csv").status_code == 303
    assert next(place.rglob("source.csv")).read_bytes() == body
