"""Feeds and files packed for the way: gzip where the browser takes it.

Pages are not packed: they hold the token against forged requests beside what the address says, and the length of packed
text tells what it holds.
"""

from __future__ import annotations

import gzip
import json
from threading import Lock
from typing import Any

from flask import Response, request

LEVEL = 4
SMALL = 800


def feed(content: Any, status: int = 200) -> Response:
    """Return JSON for a script, packed if it is large."""
    return packed(as_json(content), "application/json", status)


def as_json(content: Any) -> bytes:
    """Return JSON without spaces, letters as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def pack(body: bytes) -> bytes:
    """Return the body gzipped, the same bytes every time."""
    return gzip.compress(body, LEVEL, mtime=0)


def packed(body: bytes, media_type: str, status: int = 200, ready: bytes | None = None) -> Response:
    """Return a body, packed if it is large and the browser takes it; ``ready`` is the packed form if it is at hand."""
    takes_gzip = request.accept_encodings["gzip"] > 0
    if len(body) < SMALL or not takes_gzip:
        response = Response(body, status, content_type=media_type)
    else:
        response = Response(ready or pack(body), status, content_type=media_type)
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


class Kept(dict[str, Any]):
    """The few values made last, for all threads; the oldest makes room."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._lock = Lock()

    def __setitem__(self, key: str, value: Any) -> None:
        with self._lock:
            super().__setitem__(key, value)
            while len(self) > self._most:
                del self[next(iter(self))]
