"""The scripts and the styles of a page as one file each, put together when first asked for.

Which files a page has is written here, and nothing else is joined: an address cannot ask for a combination of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import abort, request, url_for

from landtrack.web.access import PUBLIC, Routes
from landtrack.web.headers import FOREVER
from landtrack.web.joined import joined_modules, joined_styles
from landtrack.web.static_files import FOLDER, TYPES, StaticFile, find_file, made_of, send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask, Response

_MAP = ("figures", "map", "map_waiting")
_PAGE = (
    "tokens",
    "base",
    "controls",
    "status",
    "shell",
    "shell_groups",
    "pictures",
    "choice",
    "pages",
    "reach",
    "long_names",
)
# Paper comes last: what it says overrules the rest.
STYLES: Mapping[str, tuple[str, ...]] = {
    "plain": (*_PAGE, "print"),
    "commune": (
        *_PAGE,
        *_MAP,
        "commune",
        "case_list",
        "panel",
        "history",
        "case_steps",
        "attachments",
        "commune_narrow",
        "print",
    ),
    "overview": (*_PAGE, *_MAP, "tables", "figure_links", "overview", "print"),
    "progress": (*_PAGE, "figures", "tables", "figure_links", "progress", "print"),
    "cases": (*_PAGE, "tables", "case_table", "print"),
    "diff": (*_PAGE, "tables", "case_table", "diff", "print"),
    "dashboard": (*_PAGE, "figures", "tables", "case_table", "figure_links", "dashboard", "print"),
    "users": (*_PAGE, "tables", "print"),
    "office_tables": (*_PAGE, "tables", "office_tables", "print"),
    "targets": (*_PAGE, "figures", "tables", "figure_links", "targets", "print"),
    "export": (*_PAGE, "export", "print"),
    "check": (*_PAGE, "tables", "check", "print"),
    "due": (*_PAGE, "tables", "check", "due", "print"),
    "reports": (*_PAGE, "tables", "reports", "print"),
    "report": (*_PAGE, "tables", "reports", "print"),
    "report_print": (
        "tokens",
        "base",
        "controls",
        "shell",
        "long_names",
        "report_print",
        "report_head",
        "report_paper",
    ),
    "figure_pictures": (*_PAGE, "tables", "figure_links", "drawn", "print"),
    "history": (*_PAGE, *_MAP, "tables", "figure_links", "through_time", "player", "print"),
    "history_counts": (*_PAGE, *_MAP, "tables", "figure_links", "dashboard", "through_time", "print"),
    "import": (*_PAGE, "tables", "import", "import_narrow", "print"),
    "import_steps": (*_PAGE, "tables", "import", "import_tables", "import_narrow", "print"),
    # Beside those of the commune, when somebody begins to draw.
    "draw": ("draw", "draw_form", "draw_narrow"),
}
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "plain": ("page/every_page",),
    "commune": ("page/every_page", "commune/commune_page"),
    "overview": ("page/every_page", "overview/overview_page"),
    "draw": ("draw/draw_page",),
    "reports": ("page/every_page", "reports/reports_page"),
    "history": ("page/every_page", "history/history_page"),
    "dashboard": ("page/every_page", "dashboard/dashboard_page"),
    "import": ("page/every_page", "intake/upload_page"),
    "import_steps": ("page/every_page", "intake/steps_page"),
}
BUNDLES = {"css": STYLES, "js": SCRIPTS}

routes = Routes()


@routes.get("/static/css/joined-<bundle>.css", PUBLIC)
def styles(bundle: str) -> Response:
    """Send the style sheets of a kind of page as one."""
    return _send("css", bundle)


@routes.get("/static/js/joined-<bundle>.js", PUBLIC)
def scripts(bundle: str) -> Response:
    """Send the modules of a kind of page, with all that they import, as one."""
    return _send("js", bundle)


def join_files(app: Flask) -> None:
    """Give templates the addresses of joined files: ``joined_styles("users")``; a page without its own has "plain"."""

    @app.context_processor
    def _files() -> dict[str, Any]:
        return {
            "joined_styles": lambda bundle: joined_address("css", bundle),
            "joined_modules": lambda bundle: joined_address("js", bundle),
        }


def joined_address(kind: str, page: str) -> str:
    """Return the address of the files ("css", "js") of a page as one."""
    bundle = page if page in BUNDLES[kind] else "plain"
    endpoint = "styles" if kind == "css" else "scripts"
    return url_for(endpoint, bundle=bundle, v=_joined(kind, bundle, _newest(kind)).version)


def _send(kind: str, bundle: str) -> Response:
    if bundle not in BUNDLES[kind]:
        abort(404)
    file = _joined(kind, bundle, _newest(kind))
    return send(file, FOREVER if request.args.get("v") == file.version else "no-cache")


@lru_cache(maxsize=2 * len(STYLES) + len(SCRIPTS))
def _joined(kind: str, bundle: str, _newest: int) -> StaticFile:
    join = joined_styles if kind == "css" else joined_modules
    text = join(tuple(f"{kind}/{name}.{kind}" for name in BUNDLES[kind][bundle]), _text)
    return made_of(text.encode(), TYPES[f".{kind}"])


def _newest(kind: str) -> int:
    """Return when one of the files was last changed: an edit shows on the next page, without a restart."""
    return max(path.stat().st_mtime_ns for path in (FOLDER / kind).rglob(f"*.{kind}"))


def _text(path: str) -> str:
    found = find_file(path)
    if found is None:
        raise FileNotFoundError(path)
    return found.body.decode()
