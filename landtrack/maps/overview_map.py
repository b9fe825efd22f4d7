"""The map of all units the reader may see, coloured by their rates, which the page's script fetches and draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.maps.local_map import LocalMap, PageLayer, rendered

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.maps.local_map import Bounds, RenderedMap
    from landtrack.settings import Settings


def overview_map(bounds: Bounds, asset: Callable[[str], str], nonce: str, settings: Settings) -> RenderedMap:
    """Return the map; ``bounds`` are ((south, west), (north, east)) in degrees."""
    local = LocalMap(bounds, asset, settings)
    local.add_child(PageLayer("overview"))
    return rendered(local, nonce, settings)
