"""Texts for cells of workbooks that are written row by row, as the writer of the file takes them for texts alone."""

from __future__ import annotations

from html import escape

_RICH, _RICH_END = "<r>", "</r>"


def inline_text(text: str) -> str:
    """Return the text, or the mark-up that stands for it where the writer would take the text itself for mark-up.

    Such a text begins and ends like a run of letters ("<r>…</r>") and is put into the file as it is: so it goes there
    as a run of its own, in which it is escaped, and every program reads the text.
    """
    if not (text.startswith(_RICH) and text.endswith(_RICH_END)):
        return text
    return f'{_RICH}<t xml:space="preserve">{escape(text, quote=False)}</t>{_RICH_END}'
