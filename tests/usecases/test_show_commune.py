"""What maps are made of, held against the plain lists of the store, on both engines and behind the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import shapely

from landtrack.domain.errors import NotAllowed, UnknownCase, UnknownUnit
from landtrack.domain.question import Question
from landtrack.domain.scope import RIGHTS, SYSTEM_SCOPE, Role, Scope
from landtrack.domain.status import Status
from landtrack.maps.shape_feed import shapes_stamp
from landtrack.store.case_feed import FEED_COLUMNS
from landtrack.store.cases import geometries, list_cases
from landtrack.store.database import open_database
from landtrack.usecases.find_cases import find_cases
from landtrack.usecases.load_units import load_units
from landtrack.usecases.show_case import show_case
from landtrack.usecases.show_commune import commune_boundary, commune_cases, commune_shapes, show_commune
from landtrack.usecases.show_overview import show_overview, simplified
from tests.builders import MovingClock
from tests.web.register import make_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from landtrack.store.database import Database

NOBODY = Scope("nobody", Role.CHAIR, RIGHTS[Role.CHAIR], frozenset(), frozenset())
ADMIN = Scope("quantri", Role.ADMIN, RIGHTS[Role.ADMIN])


@pytest.fixture
def register(database_url: str) -> Iterator[Database]:
    make_register(database_url)
    database = open_database(database_url, MovingClock())
    yield database
    database.close()


def question(register: Database, **changed: object) -> Question:
    return Question(**{"as_of": date(2026, 11, 22), "known_at": register.known_now(), "unit": "07288", **changed})  # type: ignore[arg-type]  # any field


def test_a_feed_says_what_the_list_says(register: Database) -> None:
    for as_of in (date(2021, 5, 3), date(2021, 5, 4), date(2021, 6, 1), date(2026, 11, 22)):
        asked = question(register, as_of=as_of, frame=date(2026, 11, 22))
        found = commune_cases(register, SYSTEM_SCOPE, asked)
        with register.reading() as view:
            rows = list_cases(view, SYSTEM_SCOPE, as_of, found.point.entry, places=found.point.places)
            drawn = list(geometries(view, SYSTEM_SCOPE, as_of, found.point.entry, places=found.point.places))
        shown = [dict(zip(FEED_COLUMNS, row, strict=True)) for row in found.rows]
        assert [(row["code"], tuple(Status)[row["status"]], row["kind"], row["area"]) for row in shown] == [
            (row.code, row.status, row.kind, row.area) for row in rows
        ]
        assert [row["effective_on"] for row in shown] == [
            None if row.effective_on is None else row.effective_on.isoformat() for row in rows
        ]
        assert found.stamp == shapes_stamp([row[:2] for row in drawn])
        assert show_commune(register, SYSTEM_SCOPE, asked).stamp == found.stamp
        assert commune_shapes(register, SYSTEM_SCOPE, asked, {}, bytes).stamp == found.stamp


def test_shapes_are_encoded_once_for_a_stamp(register: Database) -> None:
    packed: list[bytes] = []

    def pack(body: bytes) -> bytes:
        packed.append(body)
        return body

    kept: dict[str, object] = {}
    for as_of in (date(2026, 11, 21), date(2026, 11, 22)):
        commune_shapes(register, SYSTEM_SCOPE, question(register, as_of=as_of), kept, pack)  # type: ignore[arg-type]  # a plain dict
    assert len(packed) == len(kept) == 1


def test_without_places_or_rights_there_is_nothing(register: Database) -> None:
    asked = question(register)
    for ask in (show_commune, commune_cases, commune_boundary):
        with pytest.raises(UnknownUnit):
            ask(register, NOBODY, asked)
        with pytest.raises(NotAllowed):
            ask(register, ADMIN, asked)
    with pytest.raises(UnknownUnit):
        commune_shapes(register, NOBODY, asked, {}, bytes)
    with pytest.raises(UnknownCase):
        show_case(register, NOBODY, "QA-0001", asked)
    assert find_cases(register, NOBODY, asked.for_unit(None), "QA") == []
    assert show_overview(register, NOBODY, asked.for_unit(None)).boundaries == {}
    assert not show_overview(register, NOBODY, asked.for_unit(None)).schematic


def test_loaded_boundaries_are_shown_from_their_load_on(register: Database, tmp_path: Path) -> None:
    asked = question(register, known_at=datetime(2025, 1, 1, tzinfo=UTC))
    before = commune_boundary(register, SYSTEM_SCOPE, asked)
    official = tmp_path / "official.geojson"
    body = shapely.to_geojson(shapely.buffer(before.boundary.geometry, 0.001))
    official.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "07288"}, "geometry": '
        + body
        + "}]}",
        encoding="utf-8",
    )
    load_units(register, SYSTEM_SCOPE, official, date(2026, 11, 22), lambda _done, _all: None)
    after = commune_boundary(register, SYSTEM_SCOPE, question(register))
    assert (before.boundary.schematic, after.boundary.schematic) == (True, False)
    assert after.load > before.load
    assert commune_boundary(register, SYSTEM_SCOPE, asked).load == before.load
    overview = show_overview(register, SYSTEM_SCOPE, question(register, unit=None))
    assert overview.schematic  # the other four still are


def test_simplified_boundaries_leave_no_gaps(register: Database) -> None:
    overview = show_overview(register, SYSTEM_SCOPE, question(register, unit=None, frame=date(2023, 11, 30)))
    simple = simplified(overview.boundaries)
    whole = shapely.union_all([row.geometry for row in overview.boundaries.values()])
    united = shapely.union_all(list(simple.values()))
    assert united.area == pytest.approx(sum(shape.area for shape in simple.values()))
    assert united.symmetric_difference(whole).area < whole.area / 100
