"""Draw the schematic boundaries of the 19 communes of 2020-2024 from their centres and areas alone.

Real boundaries cannot be shipped. What is known and free is in units.csv: where the label of each commune stands and
how large it is. From that, and nothing else:

1. an invented outline of the district: discs of each commune's area round its centre, melted together and brought to
   the total area;
2. a power diagram inside it (power_diagram.py): straight-edged cells round the centres with exactly these areas;
3. every border drawn once as a wavy line, so that it reads as a border, with the areas brought right again.

    python -m geodata.build_schematic     # rewrites geodata/schematic.geojson

See docs/decisions/schematic-boundaries.md.
"""

from __future__ import annotations

import json
import math
import random
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Point, Polygon

from geodata.power_diagram import divide, weigh
from landtrack.formats.area_units import load_registry
from landtrack.formats.coordinates import BAC_GIANG, from_wgs84, to_wgs84

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry import LineString

    from landtrack.domain.area_unit import AreaUnit

HERE = Path(__file__).parent
DAY = date(2023, 12, 31)
"""A day on which all the 19 were valid."""

SHIFTS = {
    "07260": (300, -500),
    "07267": (-300, -200),
    "07279": (-300, 0),
    "07282": (-300, -600),
    "07288": (-2000, 300),
    "07291": (-100, 0),
}
"""Metres east and north from the centre to the site of the cell, found by trying: with these every commune holds its
own centre, at least 450 m from its straight border, and every merged commune is in one piece."""

GRID = 0.01
"""Metres: borders computed from both sides are snapped to it, so that they become one line."""
STEP = 120.0
"""Metres between the vertices of a drawn border."""
WAVES = 24
"""Half waves on a border at most; those shorter than two steps are left out."""
HEIGHT, HIGHEST = 0.08, 320.0
"""Height of the longest wave as a share of the border's length, and at most (metres)."""
CORRECTIONS = 6
"""How often the areas asked of the straight diagram are corrected by what the waves took or gave."""
DECIMALS = 7


def outline_of(centres: np.ndarray, areas: np.ndarray) -> Polygon:
    """Return the invented district outline (metres); its area is that of all communes together."""
    discs = [Point(centre).buffer(1.1 * math.sqrt(area / math.pi)) for centre, area in zip(centres, areas, strict=True)]
    melted = shapely.union_all(discs).buffer(3000).buffer(-5000).buffer(2000)
    low, high = -5000.0, 5000.0
    while high - low > GRID:
        middle = (low + high) / 2
        low, high = (middle, high) if melted.buffer(middle).area < areas.sum() else (low, middle)
    outline = Polygon(melted.buffer(low).simplify(20).exterior)
    return scaled(outline, areas.sum() / outline.area)


def scaled(outline: Polygon, ratio: float) -> Polygon:
    """Return the outline with its area times ``ratio``."""
    return affinity.scale(outline, math.sqrt(ratio), math.sqrt(ratio), origin="centroid")


def borders_of(cells: Sequence[Polygon]) -> list[LineString]:
    """Return every stretch of border between two points where three units (or two and the outside) meet, once."""
    lines = shapely.union_all([cell.boundary for cell in cells], grid_size=GRID)
    borders = [shapely.remove_repeated_points(line) for line in shapely.get_parts(shapely.line_merge(lines))]
    return sorted(borders, key=lambda line: tuple(np.sort(shapely.get_coordinates(line.boundary), axis=0).ravel()))


def sides(border: LineString, cells: Sequence[Polygon]) -> tuple[int, ...]:
    """Return the places of the one or two cells that the border belongs to."""
    middle = border.interpolate(0.5, normalized=True)
    return tuple(place for place, cell in enumerate(cells) if cell.distance(middle) < 10 * GRID)


def waved(border: LineString, seed: str) -> LineString:
    """Return the border as a wavy line between the same two ends.

    The waves are sines that vanish at both ends. The first takes back what the others add, so that along a straight
    border no side gains area.
    """
    count = max(4, round(border.length / STEP))
    along = np.linspace(0, 1, count + 1)
    points = shapely.get_coordinates(shapely.line_interpolate_point(border, along, normalized=True))
    ahead = shapely.get_coordinates(
        shapely.line_interpolate_point(border, np.minimum(along + 0.5 / count, 1), normalized=True)
    )
    behind = shapely.get_coordinates(
        shapely.line_interpolate_point(border, np.maximum(along - 0.5 / count, 0), normalized=True)
    )
    direction = (ahead - behind) / np.linalg.norm(ahead - behind, axis=1, keepdims=True)
    chance = random.Random(seed)  # noqa: S311 - a drawing that is the same every time, not a secret
    height = min(HEIGHT * border.length, HIGHEST)
    heights = [height * chance.uniform(-1, 1) / wave for wave in range(2, min(WAVES, count // 2) + 1)]
    gained = sum(value / wave for wave, value in enumerate(heights, start=2) if wave % 2)
    offset = sum(value * np.sin(wave * math.pi * along) for wave, value in enumerate([-gained, *heights], start=1))
    points[1:-1] += (offset[:, None] * np.column_stack([-direction[:, 1], direction[:, 0]]))[1:-1]
    return shapely.linestrings(points)


def draw(cells: Sequence[Polygon], codes: Sequence[str]) -> list[Polygon]:
    """Return the cells with wavy borders in EPSG:4326, sharing every vertex along a border."""
    borders = borders_of(cells)
    lines = [
        waved(border, "-".join(codes[place] for place in sides(border, cells))) if border.length > 4 * STEP else border
        for border in borders
    ]
    rounded = shapely.transform(to_wgs84(np.array(lines), BAC_GIANG), lambda places: np.round(places, DECIMALS))
    faces = shapely.get_parts(shapely.polygonize(list(rounded)))
    inside = to_wgs84(np.array([shapely.point_on_surface(cell) for cell in cells]), BAC_GIANG)
    return [next(face for face in faces if face.contains(point)) for point in inside]


def build(units: Sequence[AreaUnit]) -> list[Polygon]:
    """Return the schematic boundary (EPSG:4326) of each unit, in the same order."""
    codes = [unit.code for unit in units]
    centres = shapely.get_coordinates(from_wgs84(shapely.points([unit.centre for unit in units]), BAC_GIANG))
    areas = np.array([float(unit.registry_area_km2) * 1e6 for unit in units])
    sites = centres + np.array([SHIFTS.get(code, (0, 0)) for code in codes])
    outline = outline_of(centres, areas)
    wanted = areas
    drawn: list[Polygon] = []
    for _ in range(CORRECTIONS):
        cells = divide(outline, sites, weigh(outline, sites, wanted))
        drawn = draw(cells, codes)
        reached = shapely.area(from_wgs84(np.array(drawn), BAC_GIANG))
        outline = scaled(outline, areas.sum() / reached.sum())
        wanted = wanted + areas - reached
        wanted = wanted * (outline.area / wanted.sum())
    return drawn


def main() -> None:
    """Write schematic.geojson and say how near the areas came."""
    units = load_registry(HERE).on(DAY)
    features = []
    for unit, polygon in zip(units, build(units), strict=True):
        km2 = float(shapely.area(from_wgs84(polygon, BAC_GIANG))) / 1e6
        difference = 100 * (km2 / float(unit.registry_area_km2) - 1)
        sys.stdout.write(f"{unit.code} {unit.full_name}: {km2:.3f} km², {difference:+.3f} %\n")
        geometry = json.loads(
            shapely.to_geojson(shapely.orient_polygons(shapely.normalize(polygon), exterior_cw=False))
        )
        described = {"code": unit.code, "name": unit.name}
        features.append({"type": "Feature", "id": unit.id, "properties": described, "geometry": geometry})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    text = f'{{"type":"FeatureCollection","schematic":true,"features":[\n{lines}\n]}}\n'
    (HERE / "schematic.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
