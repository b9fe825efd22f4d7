"""Small layers of shapes as an office would bring them."""

from __future__ import annotations

import warnings
from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import shapely
from shapely import box

from landtrack.formats.coordinates import from_wgs84

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

INSIDE = box(106.1268, 21.4671, 106.1270, 21.4673)
"""459 m² in Phồn Xương."""
NEIGHBOURS = box(106.1453, 21.5793, 106.1455, 21.5795)
"""As much in Đồng Tiến, today Xuân Lương."""


def official(shape: BaseGeometry, system: str = "EPSG:9214") -> Any:
    """Return an EPSG:4326 geometry in official coordinates."""
    return from_wgs84(shape, system)


def layer(
    path: Path,
    *shapes: Any,
    system: str | None = "EPSG:9214",
    columns: Mapping[str, list[Any]] | None = None,
    **more: list[Any],
) -> Path:
    """Write shapes that lie in ``system`` already as a GeoPackage with the columns of new cases in Phồn Xương."""
    number = len(shapes)
    plain: dict[str, list[Any]] = {
        "MA_XA": ["07288"] * number,
        "SO_TO": ["12"] * number,
        "SO_THUA": [str(place) for place in range(1, number + 1)],
        "HANH_VI": ["Lấn đất"] * number,
        "NGAY_PH": [date(2021, 5, 4)] * number,
        "NGAY_VP": ["2015"] * number,
        "TRANG_THAI": ["Chưa xử lý"] * number,
        "DT_M2": [459.0] * number,
    }
    values = {name: column for name, column in {**plain, **(columns or {}), **more}.items() if column}
    frame = geopandas.GeoDataFrame(values, geometry=np.array(shapes, dtype=object), crs=system)
    with warnings.catch_warnings():
        # That a file says nothing of its system is what some tests are about.
        warnings.filterwarnings("ignore", "'crs' was not provided", UserWarning)
        frame.to_file(path, driver="GPKG", layer="vi_pham")
    return path


def swapped(shape: BaseGeometry) -> Any:
    """Return the shape with both coordinates exchanged."""
    return shapely.transform(shape, lambda numbers: numbers[:, ::-1])
