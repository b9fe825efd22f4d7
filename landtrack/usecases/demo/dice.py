"""Seeded dice, and two throws of them: whether something happens, and which of several things."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Thing = TypeVar("Thing")


def seeded(seed: str) -> Random:
    """Return dice that fall the same way every time, on every machine."""
    return Random(seed)  # noqa: S311 - no secrets are thrown with them


def happens(dice: Random, share: float) -> bool:
    """Say whether something happens that happens in ``share`` (0 to 1) of all cases."""
    return dice.random() < share


def pick(dice: Random, weights: Mapping[Thing, float]) -> Thing:
    """Return one of the keys, each as often as its weight says."""
    return dice.choices(tuple(weights), tuple(weights.values()))[0]
