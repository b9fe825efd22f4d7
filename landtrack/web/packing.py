"""Feeds and files packed for the way: gzip where the browser takes it.

Pages are not packed: they hold the token against forged requests beside what the address says, and the length of packed
text tells what it holds.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import MutableMapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Response, request

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL = 4
SMALL = 800


def feed(content: Any, status: int = 200) -> Response:
    """Return JSON for a script, packed if it is large."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return packed(body, "application/json", status)


def packed(body: bytes, media_type: str, status: int = 200, ready: bytes | None = None) -> Response:
    """Return a body, packed if it is large and the browser takes it; ``ready`` is the packed form if it is at hand."""
    takes_gzip = request.accept_encodings["gzip"] > 0
    if len(body) < SMALL or not takes_gzip:
        response = Response(body, status, content_type=media_type)
    else:
        response = Response(ready or gzip.compress(body, LEVEL, mtime=0), status, content_type=media_type)
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


class Kept(MutableMapping[str, Any]):
    """The few values used last, for all threads; the oldest makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[str, Any] = {}
        self._lock = Lock()

    def __getitem__(self, key: str) -> Any:
        with self._lock:
            value = self._values.pop(key)
            self._values[key] = value
            return value

    def __setitem__(self, key: str, value: Any) -> None:
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                del self._values[next(iter(self._values))]

    def __delitem__(self, key: str) -> None:
        with self._lock:
            del self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self._values))

    def __len__(self) -> int:
        return len(self._values)
