"""Values of files on the import page, as people of the office write them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.source import CellError
from landtrack.web.intake.values import cell_text, understood_text

if TYPE_CHECKING:
    from flask import Flask

    from landtrack.domain.intake.source import Value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), (True, "yes"), (False, "no"), (CellError("#REF!"), "#REF!"), (1250.5, "1,250.5"), (7, "7"),
        (Decimal("1E+3"), "1,000"), (date(2021, 5, 4), "04/05/2021"), (datetime(2021, 5, 4), "04/05/2021"),  # noqa: DTZ001 - as a spreadsheet knows it
        (datetime(2021, 5, 4, 13, 30), "04/05/2021 13:30"), (time(13, 30), "13:30:00"), ("x" * 121, "x" * 119 + "…"),  # noqa: DTZ001 - the same
    ],
)  # fmt: skip
def test_cells_are_shown_as_people_write_them(app: Flask, value: Value, shown: str) -> None:
    with app.test_request_context():
        assert cell_text(value) == shown


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ((date(2014, 6, 30), date(2014, 6, 30)), "30/06/2014"),
        ((date(2014, 1, 1), date(2014, 6, 30)), "between 01/01/2014 and 30/06/2014"),
        ((None, date(2014, 6, 30)), "by 30/06/2014, day unknown"),
        ((date(2014, 6, 30), None), "from 30/06/2014"),
        ((None, None), "–"),
    ],
)
def test_when_it_happened_is_said_as_exactly_as_it_is_known(
    app: Flask, span: tuple[date | None, date | None], shown: str
) -> None:
    with app.test_request_context():
        assert understood_text(Field.OCCURRED, span) == shown
