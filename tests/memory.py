"""Where a run's throwaway registers lie: in the machine's memory, where there is room for them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - each run makes folders of its own in it
# What one worker's cluster and registers take at most, several times over; a container often has 64 MB.
ROOM = 2 * 2**30


def memory_folder() -> Path | None:
    """Return a folder in memory with room for a worker's registers; None where there is none.

    Copying an empty PostGIS database takes a tenth of the processor time there that it takes on a disk.
    """
    if not SHARED_MEMORY.is_dir() or not os.access(SHARED_MEMORY, os.W_OK | os.X_OK):
        return None
    return SHARED_MEMORY if shutil.disk_usage(SHARED_MEMORY).free >= ROOM else None
