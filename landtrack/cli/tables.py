"""Plain tables and progress bars for a terminal."""

from __future__ import annotations

import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, the first column to the left, numbers to the right."""
    widths = [max(map(_width, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row[:1], widths, strict=False)]
        cells += [" " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True)]
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Return how many columns the text takes: combining marks take none."""
    return sum(not unicodedata.combining(letter) for letter in text)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function ``report(done, total)`` that draws a bar on standard error; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    whole: Any = click.progressbar(length=1, label=label, file=sys.stderr)
    with whole as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield report
