"""The map on which the register is played through time; the page's script fetches and draws what is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.maps.local_map import LocalMap, PageLayer, rendered

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.maps.local_map import Bounds, RenderedMap
    from landtrack.settings import Settings


def history_map(bounds: Bounds, asset: Callable[[str], str], nonce: str, settings: Settings) -> RenderedMap:
    """Return the map; ``bounds`` are ((south, west), (north, east)) in degrees."""
    local = LocalMap(bounds, asset, settings)
    local.add_child(PageLayer("history"))
    return rendered(local, nonce, settings)
