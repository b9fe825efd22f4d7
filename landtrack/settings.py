"""What the environment sets; every name begins with ``LANDTRACK_`` (listed in docs/settings.md, and tested to be)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("vi", "en")
SMTP_TLS = ("starttls", "tls", "none")
"""How a connection to the mail server is encrypted: after a greeting, from its beginning, or not at all."""
AREA_TOLERANCE = Decimal("0.01")
"""The share by which a measured area may differ from the declared one before it is a finding."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process."""

    database_url: str = ""
    language: str = "vi"
    secret_key: str = ""
    basemap_url: str = ""
    basemap_attribution: str = ""
    https: bool = False
    area_tolerance: Decimal = AREA_TOLERANCE
    uploads: str = ""
    attachments: str = ""
    layers: str = ""
    templates: str = ""
    site: str = ""
    smtp: str = ""
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_tls: str = "starttls"
    smtp_ca: str = ""
    mail_from: str = ""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings from environment variables; refuse a value that means nothing."""
    language = environment.get("LANDTRACK_LANGUAGE", "vi")
    if language not in LANGUAGES:
        raise Refusal("settings.language", value=language)
    https = environment.get("LANDTRACK_HTTPS", "0")
    if https not in {"0", "1"}:
        raise Refusal("settings.https", value=https)
    return Settings(
        database_url=environment.get("LANDTRACK_DATABASE_URL", ""),
        language=language,
        secret_key=environment.get("LANDTRACK_SECRET_KEY", ""),
        basemap_url=environment.get("LANDTRACK_BASEMAP_URL", ""),
        basemap_attribution=environment.get("LANDTRACK_BASEMAP_ATTRIBUTION", ""),
        https=https == "1",
        area_tolerance=_share(environment.get("LANDTRACK_AREA_TOLERANCE", "")),
        uploads=environment.get("LANDTRACK_UPLOADS", ""),
        attachments=environment.get("LANDTRACK_ATTACHMENTS", ""),
        layers=environment.get("LANDTRACK_LAYERS", ""),
        templates=environment.get("LANDTRACK_TEMPLATES", ""),
        site=_site(environment.get("LANDTRACK_SITE", "")),
        smtp=environment.get("LANDTRACK_SMTP", ""),
        smtp_user=environment.get("LANDTRACK_SMTP_USER", ""),
        smtp_password=environment.get("LANDTRACK_SMTP_PASSWORD", ""),
        smtp_tls=_tls(environment.get("LANDTRACK_SMTP_TLS", "starttls")),
        smtp_ca=environment.get("LANDTRACK_SMTP_CA", ""),
        mail_from=environment.get("LANDTRACK_MAIL_FROM", ""),
    )


def _site(address: str) -> str:
    """Return where browsers find the pages, without a slash at its end."""
    if address and not address.startswith(("https://", "http://")):
        raise Refusal("settings.site", value=address)
    return address.rstrip("/")


def _tls(value: str) -> str:
    if value not in SMTP_TLS:
        raise Refusal("settings.smtp_tls", value=value)
    return value


def _share(text: str) -> Decimal:
    """Return a share between 0 and 1, the default for an empty text."""
    try:
        share = Decimal(text.strip().replace(",", ".")) if text.strip() else AREA_TOLERANCE
    except InvalidOperation:
        share = Decimal(-1)
    if not share.is_finite() or not 0 <= share <= 1:
        raise Refusal("settings.area_tolerance", value=text)
    return share
