"""An e-mail address as a user of the register has it: one plain address, and nothing that could be more than that."""

from __future__ import annotations

import re

from landtrack.domain.errors import Refusal

LONGEST_ADDRESS = 254
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+")


def parse_address(text: str) -> str:
    """Return the address without spaces around it, "" for none; refuse (``user.address_malformed``) anything else.

    Letters of ASCII only: what else may stand in an address, few mail servers take.
    """
    address = text.strip()
    if address and (len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address)):
        raise Refusal("user.address_malformed", text=address[:60])
    return address
