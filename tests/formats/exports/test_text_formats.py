"""What each of the open formats promises to others, beyond reading back: GeoJSON, KML, DXF, CSV, GeoPackage."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from io import StringIO
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, shape

from landtrack.domain.errors import Refusal
from landtrack.domain.status import Status
from landtrack.formats.case_tables import Layer
from landtrack.formats.exports.geojson import manifest_in_geojson
from landtrack.formats.exports.json_stream import JsonStream
from landtrack.formats.exports.kml_reading import codes_in_kml, manifest_in_kml
from landtrack.formats.exports.status_colours import STATUS_COLOURS
from landtrack.web.static_files import FOLDER
from tests.exports import HOLED, PAIR
from tests.formats.exports.generated import written
from tests.formats.test_shapefile import plain

if TYPE_CHECKING:
    from pathlib import Path

    from tests.formats.exports.generated import Cases

HOSTILE = "<img src=x onerror=alert(1)> ]]> & \"q\" 'a'"
KML = "{http://www.opengis.net/kml/2.2}"


def row(**changed: Any) -> dict[str, Any]:
    return plain(**{"HANH_VI": "other", "GIAI_DOAN": "before", "TRANG_THAI": "open", **changed})


def cases() -> Cases:
    """Return a shape with a hole, a pair, one of one part, and a case without geometry, in VN-2000."""
    moved = [
        shapely.transform(geometry, lambda xy: (xy - [106.12, 21.46]) * 1e5 + [409_000, 2_374_000])
        for geometry in (HOLED, PAIR)
    ]
    one_part = MultiPolygon([shapely.box(409_500, 2_374_000, 409_510.12345, 2_374_010)])
    texts = [row(), row(TRANG_THAI="resolved", THON=HOSTILE, GHI_CHU="https://example.vn"), row()]
    return {
        Layer.POLYGONS: list(zip(texts, (*moved, one_part), strict=True)),
        Layer.POINTS: [],
        Layer.NO_GEOMETRY: [(row(THON="=1+1", DT_M2=5), None)],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def file_of(folder: Path, name: str, file: str) -> Path:
    written(cases(), name, folder)
    return folder / "files" / file


def test_geojson_is_that_of_the_rfc(folder: Path) -> None:
    text = file_of(folder, "geojson", "vi_pham.geojson").read_text("utf-8")
    found = json.loads(text)
    assert found["type"] == "FeatureCollection"
    assert set(found) == {"type", "landtrack", "bbox", "features"}  # no crs member: RFC 7946, 4
    geometries = [shape(feature["geometry"]) for feature in found["features"] if feature["geometry"]]
    assert found["bbox"] == pytest.approx(list(shapely.total_bounds(geometries)), abs=1e-9)
    assert 106 < found["bbox"][0] < found["bbox"][2] < 107
    for geometry in geometries:
        for polygon in getattr(geometry, "geoms", [geometry]):
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)
    assert all(len(number) <= 7 for number in re.findall(r"10[67]\.(\d+)", text))
    assert [feature["geometry"] is None for feature in found["features"]] == [False, False, False, True]
    assert found["features"][2]["geometry"]["type"] == "MultiPolygon"
    assert found["features"][1]["properties"]["THON"] == HOSTILE
    assert found["features"][3]["properties"]["DT_M2"] == 0.5


def test_an_empty_geojson_has_no_bbox(folder: Path) -> None:
    written({layer: [] for layer in Layer}, "geojson", folder)
    found = json.loads((folder / "files" / "vi_pham.geojson").read_text("utf-8"))
    assert found["features"] == []
    assert "bbox" not in found


def test_a_geojson_in_another_layout_keeps_its_manifest(folder: Path) -> None:
    path = file_of(folder, "geojson", "vi_pham.geojson")
    content = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({"features": content["features"], **content}, indent=4), encoding="utf-8-sig")
    assert json.loads(manifest_in_geojson(path)) == content["landtrack"]["manifest"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"type"', '{"a":1,}', '{"a":1', '{"features":[1', '{"features":{}}', '{"a":' + "[" * 100_000],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(text)
    with pytest.raises(Refusal) as refused:
        manifest_in_geojson(path)
    assert refused.value.code == "check.not_ours"


@given(
    st.dictionaries(
        st.text(max_size=5).filter(lambda name: name != "features"), st.integers() | st.text(max_size=9) | st.none()
    ),
    st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False)),
    st.integers(1, 7),
)
def test_json_is_read_the_same_in_pieces(members: dict[str, Any], features: list[Any], size: int) -> None:
    class Pieces(StringIO):
        def read(self, _: int | None = -1, /) -> str:
            return super().read(size)

    text = json.dumps({**members, "features": features}, indent=2)
    found = list(JsonStream(Pieces(text)).members())
    assert [value for name, value in found if name == "features"] == features
    assert {name: value for name, value in found if name != "features"} == members


def test_kml_has_colours_texts_and_no_links(folder: Path) -> None:
    path = file_of(folder, "kml", "doc.kml")
    text = path.read_text("utf-8")
    assert set(re.findall(r"https?://[^\"< ]+", text)) == {"http://www.opengis.net/kml/2.2", "https://example.vn"}
    assert "href" not in text
    document = ET.fromstring(text).find(f"{KML}Document")  # noqa: S314 - what the test itself has written
    assert document is not None
    styles = {style.get("id"): style.findtext(f"{KML}LineStyle/{KML}color") for style in document.iter(f"{KML}Style")}
    assert styles == {status.value: f"ff{c[4:]}{c[2:4]}{c[:2]}" for status, c in STATUS_COLOURS.items()}
    marks = list(document.iter(f"{KML}Placemark"))
    assert [mark.findtext(f"{KML}styleUrl") for mark in marks] == ["#open", "#resolved", "#open", "#open"]
    description = marks[1].findtext(f"{KML}description") or ""
    # Shown as HTML it is the text, and no note is in it.
    assert "&lt;img src=x onerror=alert(1)&gt;" in description
    assert "<" not in description
    assert "example" not in description
    values = {held.get("name"): held.text for held in marks[1].iter(f"{KML}SimpleData")}
    assert values["THON"] == HOSTILE


def test_a_kml_with_a_document_type_is_refused(folder: Path) -> None:
    path = file_of(folder, "kml", "doc.kml")
    head, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(f'{head}\n<!DOCTYPE kml [<!ENTITY a "b">]>\n{rest}', "utf-8")
    for read in (manifest_in_kml, codes_in_kml):
        with pytest.raises(Refusal) as refused:
            read(path)
        assert refused.value.code == "check.not_ours"
    path.write_text("<kml/>")
    with pytest.raises(Refusal) as refused:
        manifest_in_kml(path)
    assert refused.value.code == "check.no_manifest"


def test_a_drawing_is_ascii_with_closed_lines_by_status(folder: Path) -> None:
    text = file_of(folder, "dxf", "vi_pham.dxf").read_bytes().decode("ascii")
    lines = text.split("\r\n")
    groups = list(zip(lines[::2], lines[1::2], strict=False))
    polylines = [index for index, group in enumerate(groups) if group == ("0", "POLYLINE")]
    assert len(polylines) == 2 + 2 + 1  # a ring and its hole, the pair, the one
    assert [groups[index + 1] for index in polylines] == [
        ("8", "CHUA_XU_LY"), ("8", "CHUA_XU_LY"), ("8", "DA_XU_LY_DUT_DIEM"), ("8", "DA_XU_LY_DUT_DIEM"),
        ("8", "CHUA_XU_LY"),
    ]  # fmt: skip
    assert all(("70", "1") in groups[index : index + 7] for index in polylines)
    assert [value for code, value in groups if code == "1" and value.startswith("C-")] == ["C-0", "C-1", "C-2"]
    assert ("1", "AC1009") in groups
    assert groups[-1] == ("0", "EOF") or groups[-2] == ("0", "EOF")


def test_a_csv_is_for_spreadsheets_in_viet_nam(folder: Path) -> None:
    raw = file_of(folder, "csv", "vi_pham.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfWKT;MA_VV;")
    text = raw.decode("utf-8-sig")
    assert ";'=1+1;" in text
    assert ";0,5;" in text
    assert text.count("MULTIPOLYGON") == 2
    assert (folder / "files" / "vi_pham.csvt").read_text().startswith('WKT,"String",')
    assert "VN-2000_TM-3_107-00" in (folder / "files" / "vi_pham.prj").read_text()


def test_a_geopackage_has_a_style_for_each_layer(folder: Path) -> None:
    path = file_of(folder, "gpkg", "vi_pham.gpkg")
    names = dict(pyogrio.list_layers(path).tolist())
    assert names == {
        "vi_pham_vung": "MultiPolygon", "vi_pham_diem": "Point", "vi_pham_khong_hinh": None, "bang_ma": None,
        "bang_truong": None, "landtrack_manifest": None, "layer_styles": None,
    }  # fmt: skip
    _, styles = pyogrio.read_arrow(path, layer="layer_styles")
    by_layer = {style["f_table_name"]: style for style in styles.to_pylist()}
    assert set(by_layer) == {"vi_pham_vung", "vi_pham_diem"}
    for style in by_layer.values():
        assert style["useAsDefault"]
        tree = ET.fromstring(style["styleQML"])  # noqa: S314 - what the program itself has written
        values = [category.get("value") for category in tree.iter("category")]
        assert values == ["Chưa xử lý", "Đang xử lý", "Xử lý một phần", "Đã xử lý dứt điểm"]
        assert len(list(tree.iter("symbol"))) == 4


def test_colours_are_those_of_the_pages() -> None:
    tokens = (FOLDER / "css" / "tokens.css").read_text("utf-8")
    for status, colour in STATUS_COLOURS.items():
        assert f"--status-{status.value}: #{colour};" in tokens
    assert set(STATUS_COLOURS) == set(Status) - {Status.EXCLUDED}
