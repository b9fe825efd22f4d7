"""Serving the pages with a real server, until interrupted."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import waitress

from landtrack.domain.errors import Refusal
from landtrack.web.access import DECLARED

if TYPE_CHECKING:
    from flask import Flask

    from landtrack.web.access import Access


THREADS = 8
LACKING = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until interrupted; refuse an address that cannot be had."""
    server = waitress.create_server(
        app, sockets=bound(host, port), threads=THREADS, ident=None, max_request_body_size=largest_request(app)
    )
    try:
        server.run()
    finally:
        server.close()


def largest_request(app: Flask) -> int:
    """Return how many bytes the largest request of any route may have: more is not even received."""
    declared: dict[str, Access] = app.extensions[DECLARED]
    usual: int = app.config["MAX_CONTENT_LENGTH"]
    return max([usual, *(access.largest or 0 for access in declared.values())])


def bound(host: str, port: int) -> list[socket.socket]:
    """Return sockets bound to the addresses of ``host``; refuse (``serve.…``) if none can be, or one is in use."""
    found: list[socket.socket] = []
    with ExitStack() as opened:
        try:
            for place in _places(host, port):
                found += _bind(opened, *place)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                raise Refusal("serve.port_in_use", port=str(port), host=host) from None
            raise Refusal("serve.no_address", port=str(port), host=host, reason=fault.strerror) from None
        if not found:
            raise Refusal("serve.no_address", port=str(port), host=host, reason=os.strerror(errno.EADDRNOTAVAIL))
        opened.pop_all()
    return found


def _places(host: str, port: int) -> list[tuple[socket.AddressFamily, Any]]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    # The same address may be named twice.
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))


def _bind(opened: ExitStack, family: socket.AddressFamily, address: Any) -> list[socket.socket]:
    """Return the bound socket; none for an address that this machine lacks, as "localhost" may name one of IPv6."""
    try:
        one = opened.enter_context(socket.socket(family, socket.SOCK_STREAM))
        if os.name == "posix":  # elsewhere it would let two servers have the same port
            # So that a restart need not wait for the connections of the one before.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(address)
    except OSError as fault:
        if fault.errno not in LACKING:
            raise
        return []
    return [one]
