"""The export page: an archive of the reader's own cases, or why there is none."""

from __future__ import annotations

import json
import tempfile
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from landtrack.formats.export_registry import FORMATS
from landtrack.store import schema
from landtrack.store.log import EntryKind
from landtrack.web.pages import export as page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]


@pytest.mark.parametrize(
    ("name", "query", "cases", "file"),
    [
        ("canbo", "?as_of=2022-01-01", 6, "landtrack-2022-01-01.zip"),
        ("tinh", "?as_of=2022-01-01&unit=07294&frame=2025-07-01", 2, "landtrack-07294-2022-01-01.zip"),
        ("chutich.yenthe", "?as_of=01/01/2022", 4, "landtrack-2022-01-01.zip"),
        ("canbo.yenthe", "?as_of=2022-01-01&crs=EPSG:3405", 4, "landtrack-2022-01-01.zip"),
    ],
)
def test_the_archive_holds_the_readers_cases(
    visitor: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, query: str, cases: int, file: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer = visitor(name).get("/export/shapefile" + query)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == f"attachment; filename={file}"
    assert answer.headers["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(answer.data)) as archive:
        manifest = json.loads(archive.read(next(entry for entry in archive.namelist() if "manifest" in entry)))
    assert str(cases) in json.dumps(manifest)
    assert list(tmp_path.glob("landtrack-export-*")) == []  # nothing of it stays on the server


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("?crs=EPSG:3857", "EPSG:3857"), ("?as_of=31/02/2024", "There is no day"), ("?crs=EPSG:4326", "EPSG:4326")],
)
def test_what_cannot_be_exported_is_said_on_the_page(visitor: Visit, query: str, sentence: str) -> None:
    answer = visitor("canbo").get("/export/shapefile" + query)
    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert sentence in answer.text


def test_the_form_offers_the_readers_units(visitor: Visit) -> None:
    page = visitor("chutich.yenthe").get("/export").text
    assert "Xã Yên Thế" in page
    assert "Bố Hạ" not in page
    assert "Bố Hạ" in visitor("canbo").get("/export").text


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_sent_as_what_it_is(visitor: Visit, form: str) -> None:
    answer = visitor("canbo").get(f"/export/{form}?as_of=2022-01-01")
    chosen = FORMATS[form]
    assert (answer.status_code, answer.mimetype) == (200, chosen.media_type)
    middle = "" if chosen.ending != ".zip" or form == "shapefile" else f"-{form}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=landtrack{middle}-2022-01-01{chosen.ending}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert f'formaction="/export/{form}"' in visitor("canbo").get("/export").text


@pytest.mark.parametrize(
    ("query", "cases"),
    [
        ("", ["QA-0001", "QA-0002", "QA-0003", "QA-0004", "QB-0001", "QB-0002"]),
        ("&status=resolved&status=in_hand", ["QA-0002", "QB-0001"]),
        ("&status=open&unit=07288", ["QA-0001", "QA-0003", "QA-0004"]),
        ("&effective_from=1/6/2021&effective_until=2021-06-01", ["QA-0002", "QB-0001"]),
        ("&kind=other", []),
    ],
)
def test_a_selection_is_that_of_the_form(visitor: Visit, query: str, cases: list[str]) -> None:
    found = json.loads(visitor("canbo").get(f"/export/geojson?as_of=2022-01-01&frame=2025-07-01{query}").text)
    assert sorted(feature["properties"]["MA_VV"] for feature in found["features"]) == cases


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?status=excluded", "“excluded” is not known here"),
        ("?found_from=02/01/2022&found_until=01/01/2022", "The days are reversed"),
        ("?found_from=x", "“x” is not a date"),
    ],
)
def test_what_cannot_be_chosen_is_said_and_the_form_keeps_the_rest(visitor: Visit, query: str, sentence: str) -> None:
    answer = visitor("canbo").get(f"/export/gpkg{query}&band=after")
    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert sentence in answer.text
    assert 'value="after" checked' in answer.text


def test_an_unknown_format_is_said(visitor: Visit) -> None:
    answer = visitor("canbo").get("/export/dgn")
    assert answer.status_code == 422
    assert "“dgn” is not known here" in answer.text


def test_the_enter_key_sends_nothing(visitor: Visit) -> None:
    """The first button of a form is what it presses."""
    page = visitor("canbo").get("/export").text
    first = page[page.index('action="/export/shapefile"') :].split("<button", 1)[1].split(">", 1)[0]
    assert ('formaction="/export"' in first, "hidden" in first) == (True, True)
    assert "csrf_token" not in first


def test_identities_are_posted_with_a_reason(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    assert who.get("/export/workbook?reason=abcdef").status_code == 200  # and without them: a GET never writes
    assert shown_entries(register) == 0
    for reason in ("", "vì"):
        answer = who.form("/export/workbook", reason=reason)
        assert (answer.status_code, "needs a reason" in answer.text) == (422, True)
    sent = {
        "reason": "Đối chiếu công văn",
        "as_of": "2022-01-01",
        "unit": "07288",
        "frame": "2025-07-01",
    }
    answer = who.form("/export/workbook", **sent)
    assert (answer.status_code, answer.mimetype) == (200, FORMATS["workbook"].media_type)
    assert answer.headers["Content-Disposition"] == "attachment; filename=landtrack-07288-2022-01-01.xlsx"
    assert shown_entries(register) == 1
    answer = who.form("/export/gpkg", **sent)
    assert (answer.status_code, "never carries identities" in answer.text) == (422, True)


@pytest.mark.parametrize("name", ["chutich.yenthe", "tinh"])
def test_who_may_not_see_identities_is_not_offered_them(visitor: Visit, register: Database, name: str) -> None:
    who = visitor(name)
    assert "csrf_token" not in who.get("/export").text.split("data-days", 1)[1].split("</form>", 1)[0]
    answer = who.form("/export/workbook", reason="Đối chiếu công văn")
    assert answer.status_code == 403
    assert shown_entries(register) == 0


def test_identities_need_the_token_of_the_form(visitor: Visit, register: Database) -> None:
    assert visitor("canbo").client.post("/export/workbook", data={"reason": "Đối chiếu công văn"}).status_code == 400
    assert shown_entries(register) == 0


def test_only_so_many_are_made_at_once(visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PATIENCE", 0)
    with page.AT_ONCE, page.AT_ONCE:
        answer = visitor("canbo").get("/export/geojson")
        assert (answer.status_code, answer.mimetype) == (503, "text/html")
        assert "Other exports are being made" in answer.text
        assert visitor("canbo").get("/overview").status_code == 200
    assert visitor("canbo").get("/export/geojson").status_code == 200


def shown_entries(register: Database) -> int:
    """Return how many exports with identities the log knows."""
    log = schema.log_entry
    with register.reading() as view:
        query = select(func.count()).where(log.c.kind == EntryKind.IDENTITY_EXPORT.value)
        return int(view.connection.execute(query).scalar() or 0)
