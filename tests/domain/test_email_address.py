"""An address is one plain address: nothing that a header or a mail server could read as more."""

from __future__ import annotations

import pytest

from landtrack.domain.email_address import parse_address
from landtrack.domain.errors import Refusal


@pytest.mark.parametrize(
    ("text", "address"),
    [("", ""), ("  ", ""), (" canbo@example.gov.vn ", "canbo@example.gov.vn"), ("a.b+c@x-1.vn", "a.b+c@x-1.vn")],
)
def test_an_address_or_none(text: str, address: str) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "canbo", "canbo@", "@x.vn", "canbo@example", "a@b.vn, c@d.vn", "A <a@b.vn>", "a@b.vn\r\nBcc: c@d.vn",
        "a b@c.vn", "cán.bộ@x.vn", ".a@b.vn", "a@-b.vn", "a@b..vn", '"a"@b.vn', f"{'a' * 250}@b.vn",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"user\.address_malformed"):
        parse_address(text)
