"""A small register with every kind of case that an export meets, and with cases that it must leave out."""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from shapely import Point, box
from shapely.geometry import MultiPolygon

from landtrack.domain.case import Occurred
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.store.database import open_database
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case, withdraw_case
from tests.builders import MovingClock, facts, new_register, resolved, unit_id
from tests.empty_registers import make_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from landtrack.store.database import Database

AS_OF = date(2023, 11, 30)
ASKED = Question(AS_OF, end_of_day(AS_OF))
RECORDED = datetime(2023, 11, 1, 3, 0, tzinfo=UTC)
LATER = datetime(2024, 2, 1, 3, 0, tzinfo=UTC)
LONG_HAMLET = "Thôn " + "Đồng " * 90
FORMULA = "=HYPERLINK(1)"
# In Phồn Xương; the one with a hole, the one of one part, the pair.
HOLED = box(106.1260, 21.4660, 106.1264, 21.4664).difference(box(106.1261, 21.4661, 106.1262, 21.4662))
ONE_PART = MultiPolygon([box(106.1270, 21.4660, 106.1274, 21.4664)])
PAIR = MultiPolygon([box(106.1280, 21.4660, 106.1284, 21.4664), box(106.1286, 21.4660, 106.1287, 21.4664)])
COUNTED = ("C-HOLED", "C-PAIR", "C-ONE-PART", "C-POINT", "C-BARE", "C-FORMULA", "C-NEIGHBOUR", "C-OUTSIDE")


def export_register(url: str) -> Database:
    """Make the register, its clock at LATER: it takes longer than most tests that want it, so it is made once."""
    make_copy(url, _fill)
    return open_database(url, MovingClock(LATER))


def _fill(url: str) -> None:
    """Record COUNTED as of AS_OF as known then, and noise that must not be exported."""
    clock = MovingClock(RECORDED)
    register = new_register(url, clock)
    with register.reading() as view:
        registry = read_registry(view)
    own, neighbour = unit_id(registry, "07288"), unit_id(registry, "07291")

    def put(code: str, unit: int = own, **changed: Any) -> None:
        record_case(register, SYSTEM_SCOPE, code, facts(unit, **changed))

    def change(code: str, draft: ChangeDraft) -> None:
        change_status(register, SYSTEM_SCOPE, code, draft)

    put("C-HOLED", geometry=HOLED, occurred=Occurred(None, date(2021, 5, 4)), area=12_345)
    put("C-PAIR", geometry=PAIR, hamlet=LONG_HAMLET, part_of_parcel=True, parcel="345a")
    put("C-ONE-PART", geometry=ONE_PART, land_type="ONT+CLN")
    put("C-POINT", geometry=Point(106.1268, 21.4671), occurred=Occurred(date(2020, 6, 12), date(2020, 6, 12)))
    put("C-BARE", geometry=None, hamlet="Xóm “Chùa”, <img src=x onerror=alert(1)>")
    put("C-FORMULA", geometry=None, hamlet=FORMULA, map_sheet="-12", area=10)
    put("C-NEIGHBOUR", neighbour, geometry=box(106.1650, 21.4427, 106.1652, 21.4429), area=777)
    put("C-OUTSIDE", geometry=box(106.2500, 21.4680, 106.2502, 21.4682))
    put("N-EXCLUDED")
    put("N-WITHDRAWN")
    change("C-HOLED", resolved(date(2022, 3, 1), decision_number="12/QĐ-XPHC", note="Đã kiểm tra\nngày 02/3/2022"))
    change("C-PAIR", ChangeDraft(Status.PARTLY_RESOLVED, date(2022, 3, 2), Form.RETURNED, 1234))
    change("C-POINT", ChangeDraft(Status.IN_HAND, date(2022, 3, 3)))
    change("C-NEIGHBOUR", resolved(date(2022, 3, 4), form=Form.ENFORCED))
    change("C-NEIGHBOUR", ChangeDraft(Status.OPEN, date(2023, 3, 4)))
    change("N-EXCLUDED", ChangeDraft(Status.EXCLUDED, date(2022, 3, 5), exclusion=Exclusion.DUPLICATE))
    withdraw_case(register, SYSTEM_SCOPE, "N-WITHDRAWN", "nhập nhầm")
    clock.go(LATER)
    put("N-LATE")
    put("N-FOUND-LATER", found_on=date(2023, 12, 1))
    change("C-BARE", resolved(date(2023, 6, 1)))
    register.close()


@contextmanager
def sqlite_export_register(path: Path) -> Iterator[Database]:
    """Give a copy of the register at ``path``, its clock at LATER."""
    database = export_register(f"sqlite:///{path}")
    yield database
    database.close()


def members(out: Path) -> dict[str, bytes]:
    """Return the files of an archive."""
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(out: Path) -> Any:
    """Return the manifest of an archive as JSON values."""
    return json.loads(members(out)["manifest.json"])


def repacked(out: Path, change: Callable[[dict[str, bytes]], None], *, honest: bool = True) -> Path:
    """Write the archive anew with changed files beside ``out``; ``honest`` gives the manifest their new hashes."""
    files = members(out)
    change(files)
    if honest and "manifest.json" in files:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in files.items()
            if name != "manifest.json"
        }
        files["manifest.json"] = json.dumps(manifest).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    path = out.with_name(f"changed-{out.name}")
    path.write_bytes(packed.getvalue())
    return path


def narrowed(*places: int) -> Any:
    """Return a scope with all rights over some places only."""
    return replace(SYSTEM_SCOPE, places=frozenset(places), units=frozenset(places))
