"""Sending by SMTP to a real server of this machine: what it refuses is said, and the rest goes."""

from __future__ import annotations

import socket
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller

from landtrack.domain.errors import Refusal
from landtrack.mail.letter import letter
from landtrack.mail.postbox import Postbox, parse_postbox, send_all
from landtrack.messages.catalogue import catalogue
from tests.mail.digests import MOMENT, digest


class Mailbox:
    """Keeps what arrives; refuses ``refused`` and hangs up on ``hung_up``."""

    def __init__(self) -> None:
        self.kept: list[tuple[list[str], bytes]] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - as aiosmtpd calls it
        del server, session, options
        if address.startswith("refused"):
            return "550 no such\tmailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - as aiosmtpd calls it
        del session
        if envelope.rcpt_tos[0].startswith("hangup"):
            server.transport.close()
            return "421 bye"
        self.kept.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@contextmanager
def serving():
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, Postbox("127.0.0.1", port, "none")
    finally:
        controller.stop()


def letters(*addresses):
    return [letter(digest(address=address), catalogue("vi"), "so@example.vn", "", MOMENT) for address in addresses]


def test_what_is_sent_arrives_as_it_was():
    (sent,) = letters("a@example.vn")
    with serving() as (box, postbox):
        assert send_all(postbox, [sent]) == []
    assert box.kept == [(["a@example.vn"], sent.as_bytes())]


def test_one_that_fails_is_named_and_the_others_go():
    with serving() as (box, postbox):
        unsent = send_all(postbox, letters("refused@example.vn", "a@example.vn", "hangup@example.vn", "b@example.vn"))
    assert [to for (to,), _ in box.kept] == ["a@example.vn", "b@example.vn"]
    assert [one.address for one in unsent] == ["refused@example.vn", "hangup@example.vn"]
    assert unsent[0].reason == "550 no such mailbox"
    assert unsent[1].reason


def test_a_server_that_is_not_there_or_does_not_encrypt_gets_nothing():
    with serving() as (box, postbox):
        port = postbox.port
        with pytest.raises(Refusal, match=r"mail\.unreachable") as refused:
            send_all(Postbox("127.0.0.1", port, "starttls", "user", "secret"), letters("a@example.vn"))
        assert "STARTTLS" in str(refused.value.arguments["reason"])
    assert box.kept == []
    with pytest.raises(Refusal, match=r"mail\.unreachable") as refused:
        send_all(Postbox("127.0.0.1", port, "none"), letters("a@example.vn"))
    assert refused.value.arguments["server"] == f"127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("server", "tls", "found"),
    [
        ("mail.example.vn", "starttls", ("mail.example.vn", 587)),
        ("mail.example.vn", "tls", ("mail.example.vn", 465)),
        ("mail.example.vn:2525", "none", ("mail.example.vn", 2525)),
        ("[::1]:25", "none", ("::1", 25)),
    ],
)
def test_the_server_of_the_settings(server, tls, found):
    box = parse_postbox(server, tls, "", "")
    assert (box.host, box.port) == found


@pytest.mark.parametrize("server", ["", ":25", "a:b", "a:99999", "a/b", "u@a", "smtp://a"])
def test_what_is_no_server_is_refused(server):
    with pytest.raises(Refusal, match=r"settings\.smtp"):
        parse_postbox(server, "starttls", "", "")


def test_a_password_never_travels_in_the_open_and_is_not_printed():
    with pytest.raises(Refusal, match=r"settings\.smtp_password"):
        parse_postbox("a", "none", "user", "secret")
    assert "secret" not in repr(parse_postbox("a", "tls", "user", "secret"))
