"""Mail servers of this machine: one that refuses and hangs up, and one that encrypts and asks for a password."""

from __future__ import annotations

import socket
import ssl
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from landtrack.mail.postbox import Postbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER, WORD = "landtrack", "mot mat khau"


class Mailbox:
    """Keeps what arrives; refuses ``refused…``, hangs up on ``hangup…``, and after ``last…`` goes away for good."""

    def __init__(self) -> None:
        self.kept: list[tuple[list[str], bytes]] = []
        self.controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        del server, session, options
        if address.startswith("refused"):
            return "550 no such\tmailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as aiosmtpd calls it
        del session
        to = envelope.rcpt_tos[0]
        if to.startswith("hangup"):
            server.transport.close()
            return "421 bye"
        self.kept.append((envelope.rcpt_tos, envelope.content))
        if to.startswith("last"):
            assert self.controller is not None
            assert self.controller.server is not None
            self.controller.server.close()
            server.loop.call_later(0, server.transport.close)
        return "250 OK"


@contextmanager
def serving(**how: Any) -> Iterator[tuple[Mailbox, Postbox]]:
    """Run a server that does not encrypt, unless ``how`` says otherwise (as aiosmtpd's controller takes it)."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box.controller = Controller(box, hostname="127.0.0.1", port=port, **how)
    box.controller.start()
    try:
        yield box, Postbox("127.0.0.1", port, "none")
    finally:
        box.controller.stop()


@contextmanager
def encrypting(certificate: Path) -> Iterator[tuple[Mailbox, Postbox]]:
    """Run a server that takes mail only over STARTTLS and from who signs in; its box names no authority yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))

    def signs_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, sent: Any) -> AuthResult:
        good = (sent.login, sent.password) == (USER.encode(), WORD.encode())
        return AuthResult(success=good, handled=False)

    with serving(tls_context=context, require_starttls=True, auth_required=True, authenticator=signs_in) as (
        box,
        open_box,
    ):
        yield box, Postbox("127.0.0.1", open_box.port, "starttls", USER, WORD)


def make_certificate(folder: Path, name: str) -> Path:
    """Make a certificate that vouches for itself, for the host ``name``, with its key beside it (.key)."""
    file = folder / "server.pem"
    key = file.with_suffix(".key")
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=mail", "-addext", f"subjectAltName={name}", "-keyout", key, "-out", file,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return file
