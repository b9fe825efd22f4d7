"""Summing rows of whole numbers by their keys."""

from __future__ import annotations

import numpy as np


def summed(keys: np.ndarray, sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return every key (row of ``keys``) once, in order, with the sum of all rows of ``sums`` that have it; int64."""
    if not len(keys):
        return keys, sums
    order = np.lexsort(keys.T[::-1])
    keys = keys[order]
    first = np.concatenate([[True], (keys[1:] != keys[:-1]).any(axis=1)])
    return keys[first], np.add.reduceat(sums[order], np.flatnonzero(first))
