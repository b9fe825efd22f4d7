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
from landtrack.store.database import open_database
from landtrack.usecases.export_cases import export_cases
from tests.machine import QGIS, MissingError, advice

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.interop

# Run by QGIS's own Python: prints what it sees of a layer as JSON.
SCRIPT = """
import json, os, sys
from qgis.core import QgsApplication, QgsVectorLayer
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(sys.argv[1], "layer", "ogr")
fields = {field.name(): field.typeName() for field in layer.fields()}
names = sorted({str(feature[sys.argv[2]]) for feature in layer.getFeatures()}) if len(sys.argv) > 2 else []
print(json.dumps({"valid": layer.isValid(), "crs": layer.crs().authid(), "count": layer.featureCount(),
                  "fields": fields, "values": names}), flush=True)
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


def test_the_registers_own_file_opens_as_layers(demo_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(demo_path, copy)
    boundaries = seen(f"{copy}|layername=boundary")
    assert (boundaries["valid"], boundaries["crs"], boundaries["count"]) == (True, "EPSG:4326", 27)
