"""Leaving the search for cyclic garbage out while a file becomes millions of values."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles again and again among values that have none and stay: a fifth of the time.

    What is not in a cycle is given back as always. An import that ends while another runs lets the search begin again,
    which costs that one time and nothing else.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
