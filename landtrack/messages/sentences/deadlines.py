"""Sentences about deadlines."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "due.days": "Ask for 0 to {most} days ahead.",
    "step.changed_meanwhile": "Somebody else has changed the steps of case {case} meanwhile. They are shown as they are now; nothing of yours was sent.",
    "user.address_malformed": "“{text}” is no e-mail address. Write one such as canbo@example.gov.vn, or leave it empty.",
    "settings.site": "LANDTRACK_SITE is “{value}”. It is the address of the pages and begins with https:// or http://.",
    "settings.smtp": "LANDTRACK_SMTP is “{value}”. Write the mail server as host or host:port.",
    "settings.smtp_tls": "LANDTRACK_SMTP_TLS is “{value}”. It is one of starttls, tls, none.",
    "settings.smtp_password": "LANDTRACK_SMTP_USER is set while LANDTRACK_SMTP_TLS is none: the password would travel in the open. Use starttls or tls.",
    "mail.unreachable": "The mail server {server} could not be used: {reason}. Nothing was sent.",
    "remind.where": "Say where the digests go: either --to FOLDER or --smtp.",
    "remind.no_server": "To send, set LANDTRACK_SMTP (host:port) and LANDTRACK_MAIL_FROM; or write files with --to FOLDER.",
    "remind.not_written": "{path} cannot be written: {reason}. Choose another folder.",
    "settings.smtp_ca": "LANDTRACK_SMTP_CA names “{path}”, which holds no certificate: {reason}. Name a file with certificates in PEM form.",
    "remind.nobody": "There is no digest for “{user}”: digests go to chairs and officers whose account is in use. See `landtrack user list`.",
    "settings.smtp_letters": "LANDTRACK_SMTP_USER or LANDTRACK_SMTP_PASSWORD has a letter with an accent, which mail servers do not take. Give the account another password.",
}
