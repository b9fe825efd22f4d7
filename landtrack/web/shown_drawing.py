"""Pictures as templates use them: the drawing itself, and the table and the note that say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from landtrack.pictures.picture import Drawing


def drawn(drawing: Drawing) -> Markup:
    """Return the drawing as an element of the page: made by us, with every text in it escaped."""
    return Markup(drawing.svg())  # noqa: S704 - drawn by landtrack.pictures, which escapes every text


def shown_drawing(drawing: Drawing, files: dict[str, str]) -> dict[str, Any]:
    """Return what a page shows of a drawing; ``files`` are the addresses under which it can be saved, by kind."""
    return {
        "title": drawing.title,
        "svg": drawn(drawing),
        "note": drawing.note,
        "heading": drawing.heading,
        "rows": drawing.rows,
        "files": files,
    }
