"""The export page: an archive of the reader's own cases, or why there is none."""

from __future__ import annotations

import json
import tempfile
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
