"""Passwords: argon2id, with the parameters of the library in use; an old hash is renewed when its owner signs in."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from landtrack.domain.errors import Refusal

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the hash of a password; refuse one of fewer than 10 or more than 200 letters."""
    if len(password) < SHORTEST:
        raise Refusal("user.password_short", least=SHORTEST)
    if len(password) > LONGEST:
        raise Refusal("user.password_long", longest=LONGEST)
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Say whether the password is the hashed one; without a hash it takes the same time and says no."""
    try:
        # Longer than any password can be: not worth hashing, and no way to keep the server busy.
        _HASHER.verify(password_hash or _nobodys(), password[: LONGEST + 1])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Say whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def _nobodys() -> str:
    return _HASHER.hash("a password that is nobody's")
