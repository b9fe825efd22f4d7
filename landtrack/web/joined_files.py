"""The scripts and the styles of a page as one file each, put together when first asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import abort, request, url_for

from landtrack.web.access import PUBLIC, Routes
from landtrack.web.headers import FOREVER
from landtrack.web.joined import joined_modules, joined_styles
from landtrack.web.static_files import FOLDER, TYPES, StaticFile, find_file, made_of, send

if TYPE_CHECKING:
    from flask import Flask, Response

_NAMES = re.compile(r"[a-z0-9_/]+(?:\+[a-z0-9_/]+)*")

routes = Routes()


@routes.get("/static/css/joined-<names>.css", PUBLIC)
def styles(names: str) -> Response:
    """Send style sheets as one; ``names`` are theirs, joined by "+"."""
    return _send("css", names)


@routes.get("/static/js/joined-<path:names>.js", PUBLIC)
def scripts(names: str) -> Response:
    """Send modules, with all that they import, as one; ``names`` are theirs, joined by "+"."""
    return _send("js", names)


def join_files(app: Flask) -> None:
    """Give templates the addresses of joined files."""

    @app.context_processor
    def _files() -> dict[str, Any]:
        return {
            "joined_styles": lambda paths: _address("css", paths),
            "joined_modules": lambda paths: _address("js", paths),
        }


def _address(kind: str, paths: list[str]) -> str:
    """Return the address of the files at ``paths`` ("css/base.css", "js/page/every_page.js") as one."""
    names = tuple(path.removeprefix(f"{kind}/").removesuffix(f".{kind}") for path in paths)
    endpoint = "styles" if kind == "css" else "scripts"
    return url_for(endpoint, names="+".join(names), v=_joined(kind, names, _newest(kind)).version)


def _send(kind: str, names: str) -> Response:
    if not _NAMES.fullmatch(names):
        abort(404)
    split = tuple(names.split("+"))
    if any(find_file(f"{kind}/{name}.{kind}") is None for name in split):
        abort(404)
    file = _joined(kind, split, _newest(kind))
    return send(file, FOREVER if request.args.get("v") == file.version else "no-cache")


@lru_cache(maxsize=50)
def _joined(kind: str, names: tuple[str, ...], _newest: int) -> StaticFile:
    join = joined_styles if kind == "css" else joined_modules
    text = join(tuple(f"{kind}/{name}.{kind}" for name in names), _text)
    return made_of(text.encode(), TYPES[f".{kind}"])


def _newest(kind: str) -> int:
    """Return when one of the files was last changed: an edit shows on the next page, without a restart."""
    return max(path.stat().st_mtime_ns for path in (FOLDER / kind).rglob(f"*.{kind}"))


def _text(path: str) -> str:
    found = find_file(path)
    if found is None:
        raise FileNotFoundError(path)
    return found.body.decode()
