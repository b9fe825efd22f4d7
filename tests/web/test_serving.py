"""The server itself: it answers, and says so when its port is taken."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
import waitress
from waitress import wasyncore

from landtrack.domain.errors import Refusal
from landtrack.web.pages.imports import LARGEST_UPLOAD
from landtrack.web.serving import bound, largest_request, serve

if TYPE_CHECKING:
    from flask import Flask


def test_a_port_in_use_is_refused(app: Flask) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal) as refused:
            serve(app, "127.0.0.1", port)
    assert (refused.value.code, refused.value.arguments) == (
        "serve.port_in_use",
        {"port": str(port), "host": "127.0.0.1"},
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_that_is_not_ours_is_refused(host: str) -> None:
    with pytest.raises(Refusal) as refused:
        bound(host, 8000)
    assert refused.value.code == "serve.no_address"
    assert refused.value.arguments["reason"]


def test_localhost_is_bound_wherever_it_leads() -> None:
    found = bound("localhost", 0)
    assert {one.getsockname()[0] for one in found} & {"127.0.0.1", "::1"}
    for one in found:
        one.close()


def test_the_server_answers_until_it_is_stopped(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    started = threading.Event()
    create = waitress.create_server

    def remember(*arguments: Any, **settings: Any) -> Any:
        made.append(create(*arguments, **settings))
        started.set()
        return made[0]

    monkeypatch.setattr(waitress, "create_server", remember)
    thread = threading.Thread(target=serve, args=(app, "127.0.0.1", 0))
    thread.start()
    assert started.wait(10)
    server = made[0]
    try:
        with urlopen(f"http://127.0.0.1:{server.effective_port}/healthz", timeout=10) as answer:
            assert answer.status == 200
            assert "Server" not in answer.headers
    finally:
        # What Ctrl+C does, from within the server's own loop.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))  # noqa: SLF001 - it has no door to the outside
        thread.join(10)
        server.task_dispatcher.shutdown()
    assert not thread.is_alive()


def test_nothing_larger_than_the_largest_upload_is_received(app: Flask) -> None:
    assert largest_request(app) == LARGEST_UPLOAD > 200 * 1024 * 1024
