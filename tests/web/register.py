"""The register of the web tests, and a visitor: a browser of a kind, with the token its forms need."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from itsdangerous import URLSafeTimedSerializer
from shapely import MultiPolygon, Point, box

from landtrack.domain.scope import SYSTEM_SCOPE, Role
from landtrack.domain.status import ChangeDraft, Status
from landtrack.store.creation import creating
from landtrack.store.database import open_database
from landtrack.store.register import mark_demo
from landtrack.store.users import find_account, insert_account
from landtrack.usecases.change_status import change_status
from landtrack.usecases.passwords import hash_password
from landtrack.usecases.record_case import record_case
from landtrack.usecases.seeding import seed
from tests.builders import MovingClock, facts, resolved, unit_id

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Database

SESAME = "correct horse battery"
RAW = "what the token is made of"
NOW_FRAME = date(2026, 11, 22)
HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}`alert(3)`</script><script>alert(4)</script>{{ 7*7 }}"
# The cases by the unit of today that they lie in; parcels and codes that no other text holds.
YEN_THE = {"QA-0001": "90001", "QA-0002": "90002", "QA-0003": "90003", "QA-0004": "90004"}
BO_HA = {"QB-0001": "91001", "QB-0002": "91002"}
USERS = {
    "canbo": (Role.OFFICER, None),
    "canbo.yenthe": (Role.COMMUNE_OFFICER, "07288"),
    "chutich.yenthe": (Role.CHAIR, "07288"),
    "tinh": (Role.PROVINCE, None),
    "quantri": (Role.ADMIN, None),
}


def make_register(url: str) -> None:
    """Make a demo register with one user for each role and six cases in two of today's five units."""
    with creating(url, "system", MovingClock(datetime(2019, 1, 1, tzinfo=UTC))) as tx:
        registry = seed(tx)
        mark_demo(tx)
        hashed = hash_password(SESAME)
        for name, (role, code) in USERS.items():
            units = [] if code is None else [unit_id(registry, code, NOW_FRAME)]
            insert_account(tx, name, role, units, hashed)
    database = open_database(url, MovingClock(datetime(2022, 1, 1, tzinfo=UTC)))
    try:
        _add_cases(database, registry)
    finally:
        database.close()


def _add_cases(database: Database, registry: UnitRegistry) -> None:
    phon_xuong, bo_ha = unit_id(registry, "07288"), unit_id(registry, "07294")
    yen_the = {
        "QA-0001": {},
        "QA-0002": {"geometry": Point(106.127, 21.468)},
        "QA-0003": {"geometry": None, "hamlet": HOSTILE},
        "QA-0004": {
            "geometry": MultiPolygon([box(106.1, 21.46, 106.101, 21.461), box(106.12, 21.46, 106.121, 21.461)])
        },
    }
    for code, changed in yen_the.items():
        record_case(database, SYSTEM_SCOPE, code, facts(phon_xuong, parcel=YEN_THE[code], **changed))
    for code, parcel in BO_HA.items():
        place = box(106.1898, 21.4413, 106.1900, 21.4415)
        record_case(database, SYSTEM_SCOPE, code, facts(bo_ha, parcel=parcel, geometry=place, hamlet=HOSTILE))
    change_status(database, SYSTEM_SCOPE, "QA-0002", resolved(date(2021, 6, 1), note=HOSTILE, decision_number=HOSTILE))
    change_status(database, SYSTEM_SCOPE, "QB-0001", ChangeDraft(Status.IN_HAND, date(2021, 6, 1), note=HOSTILE))


@dataclass(slots=True)
class Visitor:
    """A visitor: addresses in, answers out. ``token`` is that of his forms."""

    client: Any
    token: str

    @classmethod
    def signed_in(cls, app: Flask, database: Database, name: str | None) -> Visitor:
        """Return a visitor with a session of the user; the password is not asked."""
        client = app.test_client()
        with client.session_transaction() as session:
            session["csrf_token"] = RAW
            if name is not None:
                with database.reading() as view:
                    account = find_account(view, name)
                assert account is not None
                session["_user_id"] = f"{account.id}.{account.session_key}"
        serializer = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token")
        return cls(client, str(serializer.dumps(RAW)))

    def get(self, address: str, **more: Any) -> TestResponse:
        answer: TestResponse = self.client.get(address, buffered=True, **more)
        return answer

    def json(self, address: str) -> Any:
        answer = self.get(address)
        assert answer.status_code == 200, answer.text
        return json.loads(answer.data)

    def form(self, address: str, **fields: Any) -> TestResponse:
        answer: TestResponse = self.client.post(address, data=dict(csrf_token=self.token, **fields), buffered=True)
        return answer

    def send(self, address: str, body: Any) -> TestResponse:
        answer: TestResponse = self.client.post(address, json=body, headers={"X-CSRFToken": self.token}, buffered=True)
        return answer


def page_data(html: str) -> Any:
    """Return the data block that a page hands to its script."""
    found = re.search(r'<script type="application/json" id="page-data"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found.group(1))
