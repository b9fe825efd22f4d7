"""Pictures as templates use them: the drawing itself, and the table and the note that say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.pictures.picture import Drawing

EMPTY = "0.,–"


def drawn(drawing: Drawing) -> Markup:
    """Return the drawing as an element of the page: made by us, with every text in it escaped."""
    return Markup(drawing.svg())  # noqa: S704 - drawn by landtrack.pictures, which escapes every text


def shown_drawing(
    drawing: Drawing, files: dict[str, str], links: Sequence[Sequence[str | None]] = ()
) -> dict[str, Any]:
    """Return what a page shows of a drawing; ``files`` are the addresses under which it can be saved, by kind.

    ``links`` are the addresses behind the figures of its table, in the same rows and places; of nothing there is none.
    """
    return {
        "title": drawing.title,
        "svg": drawn(drawing),
        "note": drawing.note,
        "heading": drawing.heading,
        "rows": [
            [{"text": text, "href": href if text.strip(EMPTY) else None} for text, href in zip(row, hrefs, strict=True)]
            for row, hrefs in zip(drawing.rows, links or [[None] * len(row) for row in drawing.rows], strict=True)
        ],
        "files": files,
    }
