"""The checks of the register as this application runs them: with its tolerance, and kept until the log goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

from landtrack.usecases.check_register import check_register
from landtrack.web.language import settings
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from landtrack.domain.question import Question
    from landtrack.usecases.check_register import CheckReport

KEPT_CHECKS = "landtrack.checks"


def checked(question: Question) -> CheckReport:
    """Return what a person should look at in the reader's cases."""
    return check_register(database(), scope(), question, settings().area_tolerance, current_app.extensions[KEPT_CHECKS])
