"""What the server is busy with: how far each check or import has come, and that no upload is imported twice at once."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from landtrack.domain.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Running:
    """How far the work on each upload of this process has come; for all threads."""

    def __init__(self) -> None:
        """Begin with nothing going on."""
        self._lock = Lock()
        self._done: dict[str, tuple[int, int]] = {}

    @contextmanager
    def work(self, token: str) -> Iterator[Callable[[int, int], None]]:
        """Give a function that takes how much is done, of how much; raises Conflict while other work on it goes on."""
        with self._lock:
            if token in self._done:
                raise Conflict("upload.busy")
            self._done[token] = (0, 0)

        def report(done: int, of_all: int) -> None:
            self._done[token] = (done, of_all)

        try:
            yield report
        finally:
            del self._done[token]

    def how_far(self, token: str) -> tuple[int, int] | None:
        """Return how much is done, of how much (0: not known yet); None when nothing goes on."""
        return self._done.get(token)
