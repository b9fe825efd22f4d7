"""Whatever people type, the files for spreadsheets give it back to the import as it was."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landtrack.domain.text import clean_text
from landtrack.formats.case_tables import Layer
from landtrack.formats.intake.open_source import open_source
from tests.formats.exports.generated import Cases, simple, written

FILES = {"csv": "vi_pham.csv", "workbook": "vu_viec.xlsx", "shapefile": "vi_pham_khong_hinh.csv"}
HEADINGS = {"MA_VV", "Mã vụ việc"}, {"GHI_CHU", "Ghi chú"}
LONGEST = 60
MARKUP = ("<r>", "</r>", "<t>", "&lt;", "&", "_x0041_", "_x005F_", "]]>", "<![CDATA[")
TEXTS = (
    st.text(st.sampled_from("'=+-@\t\n\uff1d\uff0b\uff0d\uff20ab \";,1<>"), max_size=8)
    | st.lists(st.sampled_from([*MARKUP, "a", "'", "=", " "]), max_size=5).map("".join)
    | st.lists(st.sampled_from([*MARKUP, "a", " "]), max_size=3).map(lambda parts: f"<r>{''.join(parts)}</r>")
).map(lambda text: clean_text(text, LONGEST))  # fmt: skip


def noted(texts: list[str]) -> Cases:
    """Return a case for each text, without a geometry, with the text as its note."""
    row, shape = simple()[Layer.NO_GEOMETRY][0]
    rows = [({**row, "GHI_CHU": text}, shape) for text in texts]
    return {Layer.POLYGONS: [], Layer.POINTS: [], Layer.NO_GEOMETRY: rows}


@pytest.mark.parametrize("form", FILES)
@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_every_text_comes_back(form: str, texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        written(noted(texts), form, Path(folder))
        source = open_source(Path(folder) / "files" / FILES[form])
        head, *rows = (row.values for row in source.table(source.sheets[0]).rows)
    code, note = (next(place for place, name in enumerate(head) if name in names) for names in HEADINGS)
    found = {row[code]: row[note] if note < len(row) else None for row in rows}
    assert found == {f"C-{place}": text or None for place, text in enumerate(texts)}
