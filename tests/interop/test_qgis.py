"""QGIS opens what the province receives, and the register's own file, with the right system, count and letters."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.formats.export_registry import FORMATS
from landtrack.store.database import open_database
from landtrack.usecases.export_cases import export_cases
from tests.machine import QGIS, MissingError, advice

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.interop

GEOPACKAGE_LAYERS = {"vi_pham_vung": 4532, "vi_pham_diem": 30, "vi_pham_khong_hinh": 12}
STYLES = {
    "Chưa xử lý": "#d55e00", "Đang xử lý": "#e69f00", "Xử lý một phần": "#56b4e9", "Đã xử lý dứt điểm": "#009e73",
}  # fmt: skip

# Run by QGIS's own Python: prints what it sees of a layer as JSON.
SCRIPT = """
import json, os, sys
from qgis.core import QgsApplication, QgsVectorLayer
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(sys.argv[1], "layer", "ogr")
renderer = layer.renderer()
categories = renderer.categories() if renderer is not None and renderer.type() == "categorizedSymbol" else []
styles = {category.value(): category.symbol().color().name() for category in categories}
fields = {field.name(): field.typeName() for field in layer.fields()}
names = sorted({str(feature[sys.argv[2]]) for feature in layer.getFeatures()}) if len(sys.argv) > 2 else []
print(json.dumps({"valid": layer.isValid(), "crs": layer.crs().authid(), "count": layer.featureCount(),
                  "fields": fields, "values": names, "styles": styles,
                  "attribute": renderer.classAttribute() if categories else ""}), flush=True)
os._exit(0)  # QGIS falls over its own layers when it is taken down
"""


def seen(path: str, field: str = "") -> dict[str, Any]:
    """Return what QGIS says of a layer."""
    python = QGIS.find()
    if python is None:
        raise MissingError(advice([QGIS]))
    done = subprocess.run(
        [python, "-c", SCRIPT, path, *([field] if field else [])],
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": os.environ.get("HOME", "/"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_the_export_opens_in_qgis(demo_url: str, tmp_path: Path) -> None:
    register = open_database(demo_url)
    day = date(2023, 11, 30)
    export_cases(register, SYSTEM_SCOPE, Question(day, end_of_day(day)), "EPSG:9214", tmp_path / "out.zip")
    register.close()
    shutil.unpack_archive(tmp_path / "out.zip", tmp_path / "out")
    areas = seen(str(tmp_path / "out" / "vi_pham_vung.shp"), "TEN_XA")
    assert (areas["valid"], areas["crs"], areas["count"]) == (True, "EPSG:9214", 4532)
    assert areas["fields"]["NGAY_VP2"] == "Date"
    assert "Thị trấn Phồn Xương" in areas["values"]
    assert len(areas["values"]) == 19
    points = seen(str(tmp_path / "out" / "vi_pham_diem.shp"))
    assert (points["valid"], points["crs"], points["count"]) == (True, "EPSG:9214", 30)


@pytest.fixture(scope="module")
def exports(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demo's November in every format, archives unpacked in folders of their names."""
    made, day = tmp_path_factory.mktemp("exports"), date(2023, 11, 30)
    register = open_database(demo_url)
    for form in FORMATS.values():
        out = made / f"out-{form.name}{form.ending}"
        export_cases(register, SYSTEM_SCOPE, Question(day, end_of_day(day)), None, out, form=form.name)
        if form.ending == ".zip":
            shutil.unpack_archive(out, made / form.name)
    register.close()
    return made


def test_a_geopackage_opens_with_its_styles(exports: Path) -> None:
    layers = {name: seen(f"{exports / 'out-gpkg.gpkg'}|layername={name}", "TRANG_THAI") for name in GEOPACKAGE_LAYERS}
    assert {name: layer["count"] for name, layer in layers.items()} == GEOPACKAGE_LAYERS
    assert all(layer["valid"] for layer in layers.values())
    for name in ("vi_pham_vung", "vi_pham_diem"):
        layer = layers[name]
        assert layer["crs"] == "EPSG:9214"
        assert (layer["attribute"], layer["styles"]) == ("TRANG_THAI", STYLES)
        assert set(layer["values"]) <= set(STYLES)
        assert (layer["fields"]["NGAY_VP2"], layer["fields"]["DT_M2"]) == ("Date", "Real")


def test_a_geojson_opens(exports: Path) -> None:
    layer = seen(str(exports / "out-geojson.geojson") + "|geometrytype=Polygon", "TEN_XA")
    assert (layer["valid"], layer["crs"]) == (True, "EPSG:4326")
    assert "Thị trấn Phồn Xương" in layer["values"]
    assert seen(str(exports / "out-geojson.geojson"))["count"] == 4574


@pytest.mark.parametrize("form", ["kml", "kmz"])
def test_a_kml_opens(exports: Path, form: str) -> None:
    layer = seen(f"{exports / f'out-{form}.{form}'}|layername=vi_pham_vung", "TEN_XA")
    assert (layer["valid"], layer["crs"], layer["count"]) == (True, "EPSG:4326", 4532)
    assert len(layer["values"]) == 19


def test_a_csv_opens_with_geometries_and_types(exports: Path) -> None:
    layer = seen(str(exports / "csv" / "vi_pham.csv"), "TEN_XA")
    assert (layer["valid"], layer["count"]) == (True, 4574)
    assert "Thị trấn Phồn Xương" in layer["values"]
    assert (layer["fields"]["NGAY_PH"], layer["fields"]["DT_M2"], layer["fields"]["MA_XA"]) == (
        "Date",
        "Real",
        "String",
    )
    assert layer["crs"] == "EPSG:9214"


def test_a_drawing_opens_with_its_layers(exports: Path) -> None:
    layer = seen(str(exports / "dxf" / "vi_pham.dxf") + "|layername=entities", "Layer")
    assert layer["valid"]
    assert {"CHUA_XU_LY", "DA_XU_LY_DUT_DIEM", "MA_VU_VIEC"} <= set(layer["values"])


def test_the_registers_own_file_opens_as_layers(demo_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(demo_path, copy)
    boundaries = seen(f"{copy}|layername=boundary")
    assert (boundaries["valid"], boundaries["crs"], boundaries["count"]) == (True, "EPSG:4326", 27)
