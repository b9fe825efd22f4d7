"""A request that lets go of the files that came with it, also when they did not come whole."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from flask import Request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class TidyRequest(Request):
    """Knows the temporary files of its body from their beginning: a body that breaks off leaves none open."""

    def __init__(self, environ: WSGIEnvironment, *more: Any, **named: Any) -> None:
        """Begin with no file."""
        super().__init__(environ, *more, **named)
        self._arriving: list[IO[bytes]] = []

    def _get_file_stream(self, *asked: Any, **named: Any) -> IO[bytes]:
        stream = super()._get_file_stream(*asked, **named)
        self._arriving.append(stream)
        return stream

    def close(self) -> None:
        """Close all of them; called when the answer is on its way."""
        super().close()
        for stream in self._arriving:
            stream.close()
