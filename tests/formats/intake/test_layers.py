"""GeoPackage, GeoJSON and KML; shapes of every kind."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio
import pyogrio.raw
import pytest
import shapely

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.problem import Severity
from landtrack.formats.intake.layer_columns import column_values
from landtrack.formats.intake.layer_system import declared_system
from landtrack.formats.intake.layers import LayerFile, read_layer
from landtrack.formats.intake.open_source import open_source
from tests.formats.intake.files import cases, codes, refusal_of, square, table_of, values, write, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.intake.source import SourceTable

HALF_CIRCLE = "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0, 1 1, 2 0), (2 0, 0 0)))"


def shapes_of(table: SourceTable) -> list[shapely.Geometry | None]:
    return list(shapely.from_wkb(list(table.shapes or ())))


@pytest.fixture
def curves(tmp_path: Path) -> Path:
    """Return a GeoPackage of shapes that shapely cannot make: GDAL reads them from texts, and writes them again."""
    texts: tuple[str, ...] = (HALF_CIRCLE, "POLYGON ((0 0, 1 0, 1 1, 0 0))", "TIN (((0 0, 1 0, 1 1, 0 0)))")
    texts += ("GEOMETRYCOLLECTION (CIRCULARSTRING (0 0, 1 1, 2 0), POINT (1 1))",)
    texts += ("GEOMETRYCOLLECTION (TIN (((0 0, 1 0, 1 1, 0 0))))",)
    (tmp_path / "a.csv").write_text("id,WKT\n" + "".join(f'{place},"{text}"\n' for place, text in enumerate(texts)))
    virtual = tmp_path / "a.vrt"
    virtual.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource relativeToVRT="1">a.csv</SrcDataSource>'
        '<GeometryType>wkbUnknown</GeometryType><GeometryField encoding="WKT" field="WKT"/>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    _, read = pyogrio.raw.read_arrow(virtual)
    shapes = np.array(read.column(read.num_columns - 1).to_pylist(), dtype=object)
    numbers = np.arange(len(shapes))
    path = tmp_path / "a.gpkg"
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # surfaces of triangles are no standard
        pyogrio.raw.write(path, shapes, [numbers], ["id"], driver="GPKG", geometry_type="Unknown", crs="EPSG:9214")
    return path


def test_geopackage_layers_and_numbers(tmp_path: Path) -> None:
    path = write(cases(), tmp_path / "a.gpkg", "GPKG", layer="vụ")
    write(cases(3), path, "GPKG", layer="khác", append=True)
    source = open_source(path, "upload-17")
    assert (source.form, source.sheets) == ("gpkg", ("vụ", "khác"))
    table = source.table()
    assert [row.number for row in table.rows] == [1, 2]
    assert (table.system, table.encoding, table.problems) == ("EPSG:9214", "", ())
    assert len(source.table("khác").rows) == 3
    assert shapely.equals(shapes_of(table)[1], square(1))


def test_kinds_of_fields(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {
            "text": ["a", " "],
            "whole": [9_007_199_254_740_993, 2],
            "broken": [1.5, None],
            "yes": [True, False],
            "moment": [datetime(2014, 7, 1, tzinfo=UTC), None],
        },
        geometry=[square(), None],
        crs="EPSG:9214",
    )
    table = table_of(write(frame, tmp_path / "a.gpkg", "GPKG"))
    moment = datetime(2014, 7, 1, tzinfo=UTC)
    assert values(table) == [
        ("a", 9_007_199_254_740_993, 1.5, True, moment),
        (None, 2, None, False, None),
    ]
    assert (table.shapes or ())[1] is None


def test_fields_that_no_case_has() -> None:
    assert column_values(pa.chunked_array([[b"\x01", None]])) == [None, None]
    assert column_values(pa.chunked_array([[["a", "b"], None]])) == ["['a', 'b']", None]
    wrong = pa.chunked_array([[b"\xa7\xcat", "Đất".encode(), None]]).cast(pa.binary()).chunk(0)
    texts = pa.Array.from_buffers(pa.string(), 3, wrong.buffers())
    assert column_values(pa.chunked_array([texts])) == ["§Êt", "Đất", None]


def test_days_of_a_dbf(tmp_path: Path) -> None:
    path = write(cases(1), tmp_path / "a.shp", "ESRI Shapefile")
    dbf = path.with_suffix(".dbf")
    content = bytearray(dbf.read_bytes())
    # The commune's field becomes one of days.
    place = content.index(b"TEN_XA")
    content[place + 11 : place + 12], length = b"D", content[place + 16]
    day = b"20140701"
    content[place + 16] = len(day)
    name = content.index("Đồng Kỳ".encode())
    content[name : name + length] = day
    content[10:12] = (int.from_bytes(content[10:12], "little") - length + len(day)).to_bytes(2, "little")
    dbf.write_bytes(content)
    assert table_of(path).rows[0].values[1] == date(2014, 7, 1)


def test_a_table_without_shapes(tmp_path: Path) -> None:
    frame = cases().drop(columns="geometry")
    table = table_of(write(frame, tmp_path / "a.gpkg", "GPKG"))
    assert (table.shapes, table.problems, len(table.rows)) == (None, (), 2)


def test_mixed_and_high_shapes_pass(tmp_path: Path) -> None:
    shapes = [
        square(),
        shapely.Point(1, 2),
        shapely.force_3d(square(1), 7),
        shapely.MultiPolygon([square(2), square(4)]),
    ]
    frame = gpd.GeoDataFrame({"a": range(4)}, geometry=shapes, crs="EPSG:9214")
    table = table_of(write(frame, tmp_path / "a.gpkg", "GPKG", geometry_type="Unknown"))
    assert [shapely.get_type_id(shape) for shape in shapes_of(table)] == [3, 0, 3, 6]
    assert shapely.has_z(shapes_of(table)).tolist() == [False, False, True, False]
    assert codes(table) == []


def test_arcs_become_lines(tmp_path: Path, curves: Path) -> None:
    table = table_of(curves)
    half, plain, *lost = shapes_of(table)
    assert half is not None
    assert half.area == pytest.approx(1.5708, abs=0.01)
    assert plain is not None
    assert plain.wkt == "POLYGON ((0 0, 1 0, 1 1, 0 0))"
    assert lost == [None, None, None]
    assert [(problem.code, problem.severity, problem.row) for problem in table.problems] == [
        ("intake.curves", Severity.NOTE, None),
        ("intake.shape_kind", Severity.ERROR, 3),
        ("intake.shape_kind", Severity.ERROR, 4),
        ("intake.shape_kind", Severity.ERROR, 5),
    ]


def test_geojson_is_wgs84_unless_it_says(tmp_path: Path) -> None:
    path = write(cases().to_crs("EPSG:4326"), tmp_path / "vụ.geojson", "GeoJSON")
    source = open_source(path, "Vụ của xã.json")
    table = source.table()
    assert (source.form, source.sheets, table.system) == ("geojson", ("Vụ của xã",), "EPSG:4326")
    assert [row.number for row in table.rows] == [1, 2]
    assert values(table)[0] == ("VV-0", "Đồng Kỳ", 0, 100.5)
    old = write(cases(), tmp_path / "old.geojson", "GeoJSON", RFC7946="NO")
    content = json.loads(old.read_text())
    content["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9214"}}
    old.write_text(json.dumps(content))
    assert table_of(old).system == "EPSG:9214"


def test_json_that_is_no_geojson(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    for content in ('{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read x"}', "[1, 2]", "{}"):
        path.write_text(content)
        assert refusal_of(path).code in {"intake.unknown", "intake.other_content"}
    path.write_text('{"type": "FeatureCollection", "features": [')
    assert refusal_of(path).code in {"intake.damaged", "intake.no_sheets"}


KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<name>Đồng Kỳ</name><Placemark><name>VV-1</name><description>lấn đất</description><ExtendedData>
<Data name="DT_M2"><value>12,5</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>
106.1,21.5,0 106.2,21.5,0 106.2,21.6,0 106.1,21.5,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
</Folder><Folder><name>Khác</name><Placemark><name>VV-2</name><Point><coordinates>106.1,21.5</coordinates></Point>
</Placemark></Folder></Document></kml>"""


def test_kml_and_kmz(tmp_path: Path) -> None:
    (tmp_path / "vụ.kml").write_text(KML)
    packed = zipped(tmp_path / "vụ.kmz", {"doc.kml": KML.encode(), "files/ảnh.png": b"\x89PNG"})
    for path in (tmp_path / "vụ.kml", packed):
        source = open_source(path)
        table = source.table()
        assert (source.form, source.sheets, table.system) == ("kml", ("Đồng Kỳ", "Khác"), "EPSG:4326")
        row = dict(zip(table.headings or (), table.rows[0].values, strict=True))
        assert (row["Name"], row["description"], row["DT_M2"]) == ("VV-1", "lấn đất", "12,5")
        assert not {"tessellate", "icon", "drawOrder"} & set(row)
        assert table.problems == ()


def test_xml_that_is_no_kml(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    for content in (
        "<OGRVRTDataSource/>",
        KML.replace("<kml", "<!-- <OGRVRTDataSource> --><kml", 1),
        KML.replace("<kml", '<!DOCTYPE k [<!ENTITY a "b">]><kml', 1),
    ):
        path.write_text(content)
        assert refusal_of(path).code in {"intake.unknown", "intake.damaged"}


def test_a_database_that_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"SQLite format 3\0" + bytes(84))
    assert refusal_of(path).code == "intake.unknown"
    path.write_bytes(b"SQLite format 3\0" + bytes(52) + b"GPKG" + bytes(400))
    assert refusal_of(path).code == "intake.damaged"


def test_systems_in_which_nothing_can_be_placed() -> None:
    assert declared_system('LOCAL_CS["Bản vẽ",UNIT["metre",1]]') is None
    assert declared_system('LOCAL_CS["Undefined Cartesian SRS"]') is None
    assert declared_system("gì đó") is None


def test_another_driver_is_not_believed(tmp_path: Path) -> None:
    path = write(cases(), tmp_path / "a.gpkg", "GPKG")
    with pytest.raises(Refusal) as refused:
        read_layer(LayerFile("a.gpkg", str(path), ("GeoJSON",)), "a")
    assert refused.value.code == "intake.unknown"


def test_a_file_without_layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(cases(), tmp_path / "a.gpkg", "GPKG")
    monkeypatch.setattr(pyogrio, "list_layers", lambda _: np.empty((0, 2), dtype=object))
    assert refusal_of(path).code == "intake.no_sheets"
