"""The same contents are the same bytes: in every process, whatever its hash seed, time zone, language and folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from landtrack.documents.official_report import official_report
from landtrack.documents.progress_workbook import progress_workbook
from landtrack.documents.unit_sheet_docx import unit_sheet_docx
from landtrack.documents.unit_sheet_pdf import unit_sheet_pdf
from landtrack.messages import catalogue
from tests.documents.contents import SVG, official, template, unit_sheet, workbook

ROOT = Path(__file__).parent.parent.parent


def digests(folder: Path) -> list[str]:
    """Return the hash of one document of each form."""
    words = catalogue("vi")
    book = folder / "bieu.xlsx"
    progress_workbook(workbook(), words, book)
    documents = (
        official_report(official(), words, template("official.docx")),
        unit_sheet_docx(unit_sheet(), words, template("unit_sheet.docx")),
        unit_sheet_pdf(unit_sheet(), words, template("unit_sheet.typ"), small_map=SVG),
        book.read_bytes(),
    )
    return [hashlib.sha256(document).hexdigest() for document in documents]


def test_two_processes_make_the_same_bytes(tmp_path: Path):
    made = []
    for seed, zone, language in (("1", "Asia/Ho_Chi_Minh", "C"), ("77", "America/Lima", "vi_VN.UTF-8")):
        folder = tmp_path / seed
        folder.mkdir()
        told = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "tests.documents.test_same_bytes", folder],
            cwd=folder, env=told, capture_output=True, text=True, check=True,
        )  # fmt: skip
        made.append(done.stdout.split())
    assert len(set(made[0])) == 4
    assert made[0] == made[1]
    assert made[0] == digests(tmp_path)


if __name__ == "__main__":
    sys.stdout.write("\n".join(digests(Path(sys.argv[1]))))
