"""Work that makes millions of values which all live on, without Python looking for cycles among them over and over."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave cyclic garbage alone meanwhile, in the whole process: a fifth of the time of an import or export.

    What is in no cycle is freed as always. For work of seconds or minutes; whoever began first switches it on again.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
