"""What can be wrong with the tables that figures are read from."""

from __future__ import annotations

from enum import StrEnum


class FigureFault(StrEnum):
    """Why they are not what the log gives; the log itself may be whole."""

    EPISODES = "episodes"
    """How a case stood, on some days as known at some entries, is not what its history says."""
    SUMS = "sums"
    """What is kept in sums is not the sum of how the cases stood."""
