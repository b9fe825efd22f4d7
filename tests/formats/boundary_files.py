"""Boundary files as offices might hand them over, made for one test."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from tests.area_builders import THE_5, shipped_boundaries, shipped_registry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

TM3_ON_WGS84 = "+proj=tmerc +lat_0=0 +lon_0=107 +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84 +units=m"


def the_5(**columns: Sequence[object]) -> gpd.GeoDataFrame:
    """Return the 5 communes as a table with these columns, or with code and name."""
    units = shipped_registry().on(THE_5)
    named = columns or {"code": [one.code for one in units], "name": [one.full_name for one in units]}
    drawn = [shipped_boundaries()[one.id].geometry for one in units]
    return gpd.GeoDataFrame(named, geometry=drawn, crs="EPSG:4326")


def zipped(folder: Path, *suffixes: str, inside: str = "") -> Path:
    """Return a zip of the parts of the shapefile "xa" in this folder."""
    archive = folder / "packed.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for suffix in suffixes:
            packed.write(folder / f"xa{suffix}", f"{inside}xa{suffix}")
    return archive


def geojson(folder: Path, *geometries: BaseGeometry | dict[str, Any] | None, **members: object) -> Path:
    """Return a GeoJSON with these geometries, coded 00001 onwards, and these members beside its features."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"{number:05}"},
            "geometry": one if one is None or isinstance(one, dict) else one.__geo_interface__,
        }
        for number, one in enumerate(geometries, start=1)
    ]
    path = folder / "xa.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}), encoding="utf-8")
    return path
