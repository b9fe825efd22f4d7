"""A digest as a message: plain text, and the same as simple HTML. What comes from the register stays text in both."""

from __future__ import annotations

import hashlib
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from landtrack.domain.question import VIETNAM
from landtrack.mail.digest import cells, lists, opening, subject

if TYPE_CHECKING:
    from datetime import datetime

    from landtrack.mail.digest import Digest
    from landtrack.messages.catalogue import Catalogue

NOBODY = "landtrack@localhost"
"""Who writes where no address is set: good enough for a file, refused before anything is sent."""
_CELL = "border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top"


class _LetterPolicy(EmailPolicy):
    """Folds the subject by the older class: the newer one loses spaces between words that it has to encode."""

    def fold(self, name: str, value: str) -> str:
        """Return a header in lines."""
        if name != "Subject":
            return str(super().fold(name, value))
        encoded = Header(value, "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {encoded}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the same as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


_POLICY = _LetterPolicy(linesep="\r\n")


def letter(digest: Digest, words: Catalogue, sender: str, site: str, moment: datetime) -> EmailMessage:
    """Return the message, always the same bytes; ``site`` "" gives no link, ``moment`` (aware) is its date."""
    message = EmailMessage(_POLICY)
    message["Subject"] = subject(digest, words)
    message["From"] = sender or NOBODY
    if digest.address:
        message["To"] = digest.address
    message["Date"] = format_datetime(moment.astimezone(VIETNAM))
    message["Auto-Submitted"] = "auto-generated"
    text, html = _text(digest, words, _link(digest, site)), _html(digest, words, _link(digest, site))
    mark = hashlib.sha256(f"{digest.user}\n{message['Date']}\n{text}".encode()).hexdigest()
    message["Message-ID"] = f"<{mark[:32]}@{(sender or NOBODY).rpartition('@')[2]}>"
    # Every server takes it so, also one that knows ASCII only.
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"landtrack-{mark[32:]}")
    return message


def _link(digest: Digest, site: str) -> str:
    question = digest.summary.question
    return f"{site}/due?as_of={question.as_of.isoformat()}&days={digest.summary.days}" if site else ""


def _text(digest: Digest, words: Catalogue, link: str) -> str:
    parts = ["\n".join(opening(digest, words))]
    for heading, lines, more in lists(digest, words):
        rows = [heading]
        for number, line in enumerate(lines, 1):
            code, unit, what, day, left, basis = cells(line, words)
            rows.append(f"{number}. {' · '.join(filter(None, (code, unit)))}: {what}, {day} ({left}) – {basis}")
        parts.append("\n".join([*rows, *([more] if more else [])]))
    parts += [link] if link else []
    parts.append(_ending(digest, words))
    return "\n\n".join(parts) + "\n"


def _html(digest: Digest, words: Catalogue, link: str) -> str:
    parts = [f"<p>{escape(line)}</p>" for line in opening(digest, words)]
    titles = [
        words.text("Case"), words.text("Unit"), words.text("What is due"), words.text("Due on"), "",
        words.text("Legal basis"),
    ]  # fmt: skip
    for heading, lines, more in lists(digest, words):
        rows = [_row("th", titles), *(_row("td", cells(line, words)) for line in lines)]
        parts.append(f'<h2 style="font-size:1.1em">{escape(heading)}</h2>')
        parts.append(f'<table style="border-collapse:collapse">{"".join(rows)}</table>')
        parts += [f"<p>{escape(more)}</p>"] if more else []
    if link:
        parts.append(f'<p><a href="{escape(link)}">{escape(words.text("Open the list"))}</a></p>')
    parts.append(f'<p style="color:#555">{escape(_ending(digest, words))}</p>')
    body = "\n".join(parts)
    head = f'<html lang="{words.language}"><head><meta charset="utf-8"></head>'
    return f"<!DOCTYPE html>\n{head}<body>\n{body}\n</body></html>\n"


def _row(tag: str, texts: tuple[str, ...] | list[str]) -> str:
    return "<tr>" + "".join(f'<{tag} style="{_CELL}">{escape(text)}</{tag}>' for text in texts) + "</tr>\n"


def _ending(digest: Digest, words: Catalogue) -> str:
    return words.text("Written by landtrack from the register; log head {head}.", head=digest.summary.head)
