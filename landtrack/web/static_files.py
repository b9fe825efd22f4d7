"""Our own scripts, styles, fonts and icons: addressed by what is in them, so that a browser may keep them for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Response, abort, request, url_for
from markupsafe import Markup
from werkzeug.security import safe_join

from landtrack.web.access import PUBLIC, Routes
from landtrack.web.headers import A_DAY, FOREVER
from landtrack.web.packing import packed

if TYPE_CHECKING:
    from flask import Flask

FOLDER = Path(__file__).parent / "static"
PACKABLE = ("text/", "application/json", "image/svg")
# Windows' registry may know other types, or none.
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}

routes = Routes()


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent."""

    body: bytes
    packed: bytes | None
    media_type: str
    version: str


@routes.get("/static/<path:filename>", PUBLIC)
def static(filename: str) -> Response:
    """Send one of our own files."""
    found = find_file(filename)
    if found is None:
        abort(404)
    return send(found, _how_long(filename, named=request.args.get("v") == found.version))


def send(file: StaticFile, how_long: str) -> Response:
    """Return a file as an answer that may be kept for ``how_long``."""
    if file.packed is None:
        response = Response(file.body, content_type=file.media_type)
    else:
        response = packed(file.body, file.media_type, ready=file.packed)
    response.headers["Cache-Control"] = how_long
    response.set_etag(file.version)
    response.make_conditional(request)
    return response


def _how_long(filename: str, *, named: bool) -> str:
    """Return how long a browser may keep a file: for ever if the address names its content."""
    if named:
        return FOREVER
    return A_DAY if filename.startswith("vendor/") else "no-cache"


def asset(filename: str) -> str:
    """Return the address of one of our own files; raises FileNotFoundError for one that is not there."""
    found = find_file(filename)
    if found is None:
        raise FileNotFoundError(FOLDER / filename)
    return url_for("static", filename=filename, v=found.version)


def icon(name: str) -> Markup:
    """Return an icon as inline SVG in the colour of the text; it says nothing to a screen reader."""
    found = find_file(f"vendor/icons/{name}.svg")
    if found is None:
        raise FileNotFoundError(FOLDER / "vendor/icons" / name)
    drawing = found.body.decode().partition("<svg")[2].strip().replace(f'class="lucide lucide-{name}"', 'class="icon"')
    return Markup(f'<svg aria-hidden="true" focusable="false" {drawing}')  # noqa: S704 - a file of our own


def serve_files(app: Flask) -> None:
    """Give templates ``asset`` and ``icon``."""

    @app.context_processor
    def _files() -> dict[str, Any]:
        return {"asset": asset, "icon": icon}


def find_file(filename: str) -> StaticFile | None:
    """Return one of our own files by its path below static/; None for anything else."""
    path = safe_join(str(FOLDER), filename)
    if path is None or not Path(path).is_file():
        return None
    return _read(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=200)
def _read(path: str, _changed: int) -> StaticFile:
    media_type = TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return made_of(Path(path).read_bytes(), media_type)


def made_of(body: bytes, media_type: str) -> StaticFile:
    """Return a body as a file: packed where that is worth it, and with the name of its content."""
    ready = gzip.compress(body, mtime=0) if media_type.startswith(PACKABLE) else None
    return StaticFile(body, ready, media_type, hashlib.sha256(body).hexdigest()[:16])
