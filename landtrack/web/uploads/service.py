"""The uploads of an application: its folder, its work in progress, the reports that it keeps for a while."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import current_app

from landtrack.web.packing import Kept
from landtrack.web.signed_in import signed_in
from landtrack.web.uploads.folder import folder_path, sweep, uploads_folder
from landtrack.web.uploads.request import TidyRequest
from landtrack.web.uploads.running import Running
from landtrack.web.uploads.upload import find_upload

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from landtrack.settings import Settings
    from landtrack.web.uploads.upload import Upload

UPLOADS = "landtrack.uploads"
BETWEEN_SWEEPS = 600
REPORTS_KEPT = 8


@dataclass
class Uploads:
    """``configured`` is the setting; the folder is made with the first upload. ``reports`` are kept by their upload."""

    configured: str
    running: Running = field(default_factory=Running)
    reports: Kept = field(default_factory=lambda: Kept(REPORTS_KEPT))
    swept_at: float = 0

    @property
    def folder(self) -> Path:
        """Return the folder, made if it is missing; raises Refusal when it cannot be had."""
        return uploads_folder(self.configured)

    def sweep(self) -> None:
        """Remove the uploads whose day is over, if nobody has looked for a while."""
        if time.monotonic() - self.swept_at > BETWEEN_SWEEPS or not self.swept_at:
            self.swept_at = time.monotonic()
            sweep(folder_path(self.configured))


def keep_uploads(app: Flask, settings: Settings) -> None:
    """Set up the uploads of an application; any request, of whomever, may be the one that sweeps."""
    app.extensions[UPLOADS] = uploads = Uploads(settings.uploads)
    app.request_class = TidyRequest

    @app.teardown_request
    def _sweep(_error: BaseException | None) -> None:
        uploads.sweep()


def uploads() -> Uploads:
    """Return the uploads of this application."""
    found: Uploads = current_app.extensions[UPLOADS]
    return found


def own_upload(token: str) -> Upload:
    """Return an upload of who is signed in; raises UnknownUpload for anything else."""
    return find_upload(folder_path(uploads().configured), token, signed_in().account)
