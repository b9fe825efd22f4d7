"""What goes out as a file and comes back unchanged changes nothing, whatever the register holds, on both engines."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from landtrack.domain.question import Question, day_in_vietnam
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.export_registry import FORMATS
from landtrack.store.database import open_database
from landtrack.store.units import read_registry
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.intake.import_choices import ImportChoices
from landtrack.usecases.intake.read_source import read_source
from tests.builders import MovingClock, new_register
from tests.store.registers import write
from tests.usecases.intake.generated import histories
from tests.usecases.intake.sheets import bring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.store.database import Database

# Formats that carry every field; a new one joins by saying so.
FORMS = [form.name for form in FORMATS.values() if form.carries_all]
EXAMPLES = 8
CASES = "MA_VV", "Mã vụ việc"
"""The heading of case codes, by which a sheet of cases is told from the tables beside it."""


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def fresh(request, tmp_path_factory):
    """Give what makes an empty register of its own for every example; what it is copied from is made once."""
    numbers = count()
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("registers")
        template = folder / "template.db"
        new_register(f"sqlite:///{template}").close()

        @contextmanager
        def make() -> Iterator[Database]:
            path = shutil.copyfile(template, folder / f"{next(numbers)}.db")
            database = open_database(f"sqlite:///{path}", MovingClock())
            yield database
            database.close()
            path.unlink()

        yield make
        return
    cluster = request.getfixturevalue("postgis_cluster")
    with cluster.database() as template_url:
        new_register(template_url).close()

        @contextmanager
        def make() -> Iterator[Database]:
            name = f"round_trip_{next(numbers)}"
            cluster.run("CREATE DATABASE {} TEMPLATE {}", name, template_url.rpartition("/")[2])
            database = open_database(cluster.url(name), MovingClock())
            yield database
            database.close()
            cluster.run("DROP DATABASE {} WITH (FORCE)", name)

        yield make


@pytest.fixture(scope="module")
def registry(fresh):
    with fresh() as register, register.reading() as view:
        return read_registry(view)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_comes_back_as_it_went_changes_nothing(fresh, registry, tmp_path, form):
    numbers = count()

    @settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(histories(registry))
    def comes_back(drawn):
        with fresh() as register:
            with register.transaction("nobody") as tx:
                write(tx, drawn)
            out = tmp_path / f"{next(numbers)}{FORMATS[form].ending}"
            question = Question(day_in_vietnam(register.now()), register.known_now())
            summary = export_cases(register, SYSTEM_SCOPE, question, None, out, form=form)
            assert _changes(register, out) == (0, 0, summary.cases, 0)

    comes_back()


def _changes(register, out):
    """Return the sums of added, changed, unchanged and refused rows over all sheets of cases."""
    first = read_source(register, SYSTEM_SCOPE, out, None, ImportChoices())
    sums = [0, 0, 0, 0]
    for sheet in first.sheets:
        choices = ImportChoices(sheet=sheet)
        source = read_source(register, SYSTEM_SCOPE, out, None, choices)
        if any(column.heading in CASES for column in source.reading.columns):
            report = bring(register, out, choices=choices)
            assert not [one for one in report.problems if one.severity == "error"]
            assert report.entry is None
            for place, number in enumerate((report.added, report.changed, report.unchanged, report.refused)):
                sums[place] += number
    return tuple(sums)
