"""Sending messages by SMTP: one connection, encrypted unless the settings say otherwise; a refusal ends no others.

The certificate and the name of the server are always checked; there is no way to turn that off.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from email.message import EmailMessage

PORTS = {"starttls": 587, "tls": 465, "none": 25}
SECONDS = 30
OK = 250
_BROKEN = (smtplib.SMTPException, OSError)


@dataclass(frozen=True, slots=True, repr=False)
class Postbox:
    """The mail server; ``tls`` is "starttls", "tls" or "none"; ``user`` "" signs in as nobody.

    ``ca`` is the file of certificates (PEM) that are believed beside those of the system; "" for none.
    """

    host: str
    port: int
    tls: str = "starttls"
    user: str = ""
    password: str = ""
    ca: str = ""

    def __repr__(self) -> str:
        """Return the server without the password: what is printed of it may be read by others."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: ``reason`` says in the server's words why it did not go, "" where it went."""

    address: str
    reason: str = ""


def parse_postbox(server: str, tls: str, user: str, password: str, ca: str = "") -> Postbox:
    """Return the server of ``host`` or ``host:port``; refuse anything else, and a password sent in the open."""
    try:
        parts = urlsplit(f"//{server}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.path or "@" in server:
        raise Refusal("settings.smtp", value=server)
    if user and tls == "none":
        raise Refusal("settings.smtp_password")
    if not (user + password).isascii():
        raise Refusal("settings.smtp_letters")
    return Postbox(host, port or PORTS[tls], tls, user, password, ca)


def send_all(box: Postbox, letters: Iterable[EmailMessage]) -> Iterator[Outcome]:
    """Send the messages one by one and give what became of each, as soon as it is known.

    Refuses (``mail.unreachable``) if the server cannot be reached, is not who it should be or does not let the user in;
    nothing was sent then. Where it goes away half-way and does not come back, the rest is given as not sent.
    """
    try:
        server: smtplib.SMTP | None = _connected(box)
    except _BROKEN as error:
        raise Refusal("mail.unreachable", server=str(box), reason=_reason(error)) from None
    gone = ""
    try:
        for letter in letters:
            try:
                if server is not None and not _listens(server):  # it may hang up after a message that it refused
                    server = None
                    server = _connected(box)
                if server is not None:
                    server.send_message(letter)
            except _BROKEN as error:
                reason = _reason(error)
                gone = gone if server is not None else reason
                yield Outcome(str(letter["To"]), reason)
            else:
                yield Outcome(str(letter["To"]), gone)
    finally:
        if server is not None:
            with suppress(*_BROKEN):
                server.quit()


def _listens(server: smtplib.SMTP) -> bool:
    try:
        return server.noop()[0] == OK
    except _BROKEN:
        return False


def _connected(box: Postbox) -> smtplib.SMTP:
    context = _context(box)
    if box.tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(box.host, box.port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(box.host, box.port, timeout=SECONDS)
    try:
        if box.tls == "starttls":
            server.starttls(context=context)
        if box.user:
            server.login(box.user, box.password)
    except BaseException:
        server.close()
        raise
    return server


def _context(box: Postbox) -> ssl.SSLContext:
    """Return how the server is checked: by its certificate and its name. Refuses a file that holds no certificate."""
    context = ssl.create_default_context()
    if box.ca:
        try:
            context.load_verify_locations(box.ca)
        except OSError as error:
            raise Refusal("settings.smtp_ca", path=box.ca, reason=error.strerror or str(error)) from None
    return context


def _reason(error: Exception) -> str:
    """Return what the server said, on one line."""
    refused = next(iter(error.recipients.values())) if isinstance(error, smtplib.SMTPRecipientsRefused) else None
    if isinstance(error, smtplib.SMTPResponseException):
        refused = (error.smtp_code, _bytes(error.smtp_error))
    if refused is None:
        return " ".join(str(error).split()) or type(error).__name__
    code, said = refused
    return f"{code} {' '.join(said.decode('utf-8', 'replace').split())}"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
