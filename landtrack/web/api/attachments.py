"""Photos and papers of a case: the list, a file as it is shown, its thumbnail, sending one, taking one away.

No file is served as it was sent but a PDF, and that one is only ever downloaded: a browser runs nothing of it here.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request, send_file

from landtrack.domain.attachment import LARGEST, PICTURES, Attachment, MediaType
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.store.attachment_folder import folder_for
from landtrack.usecases.attach_file import attach_file, open_attachment, remove_attachment, show_attachments
from landtrack.web.access import Routes, needs
from landtrack.web.language import SETTINGS, say
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from pathlib import Path

BEYOND_THE_FILE = 64 * 1024
"""What a form has around its file."""
THUMBNAIL_KEPT = "private, max-age=86400, immutable"

routes = Routes()


@routes.get("/api/case/<code>/attachments", needs(Right.SEE_CASES))
def api_attachments(code: str) -> Response:
    """List the files of a case."""
    return feed({"attachments": _blocks(_spelled(code))})


@routes.get("/api/case/<code>/attachment/<int:entry>", needs(Right.SEE_CASES))
def api_attachment(code: str, entry: int) -> Response:
    """Send a file: a picture to look at, a PDF to keep."""
    found, content = open_attachment(database(), scope(), _folder(), _spelled(code), entry)
    return _sent(found, found.media_type, content)


@routes.get("/api/case/<code>/attachment/<int:entry>/thumbnail", needs(Right.SEE_CASES))
def api_attachment_thumbnail(code: str, entry: int) -> Response:
    """Send a small picture of a picture."""
    found, content = open_attachment(database(), scope(), _folder(), _spelled(code), entry, small=True)
    response = _sent(found, MediaType.JPEG, content)
    response.headers["Cache-Control"] = THUMBNAIL_KEPT
    return response


@routes.post("/api/case/<code>/attachments", needs(Right.CHANGE_CASES, largest=LARGEST + BEYOND_THE_FILE))
def api_attach(code: str) -> Response:
    """Attach the file of a form; the answer has the position that the camera wrote, as a hint."""
    spelled = _spelled(code)
    # Before the form is looked at: of a foreign case one hears nothing but that there is none.
    show_attachments(database(), scope(), spelled)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refusal("attachment.no_file")
    note = request.form.get("note", "")
    attached = attach_file(database(), scope(), _folder(), spelled, sent.stream, sent.filename, note)
    position = attached.position and {"lon": attached.position[0], "lat": attached.position[1]}
    return feed({"attachments": _blocks(spelled), "attached": attached.attachment.entry, "position": position})


@routes.post("/api/case/<code>/attachment/<int:entry>/remove", needs(Right.CHANGE_CASES))
def api_attachment_remove(code: str, entry: int) -> Response:
    """Take a file away from its case; ``reason`` says why."""
    body = request.get_json(silent=True)
    reason = body.get("reason") if isinstance(body, dict) else None
    remove_attachment(database(), scope(), _spelled(code), entry, reason if isinstance(reason, str) else "")
    return feed({"attachments": _blocks(_spelled(code))})


def _blocks(code: str) -> list[dict[str, Any]]:
    return [_block(code, row) for row in show_attachments(database(), scope(), code)]


def _block(code: str, row: Attachment) -> dict[str, Any]:
    address = f"/api/case/{code}/attachment/{row.entry}"
    is_picture = row.media_type in PICTURES
    return {
        "entry": row.entry,
        "name": row.name,
        "type": row.media_type.value,
        "size": say().text("{kilobytes} kB", kilobytes=max(1, row.size // 1024)),
        "note": row.note,
        "address": address,
        "thumbnail": f"{address}/thumbnail" if is_picture else None,
    }


def _sent(found: Attachment, kind: MediaType, content: bytes) -> Response:
    response = send_file(
        BytesIO(content),
        mimetype=kind.value,
        as_attachment=kind is MediaType.PDF,
        download_name=found.name,
        conditional=False,
        etag=False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _folder() -> Path:
    return folder_for(current_app.extensions[SETTINGS].attachments, database().engine.url)


def _spelled(code: str) -> str:
    return code.strip().upper()
