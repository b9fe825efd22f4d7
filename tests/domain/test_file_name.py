"""Names of files: labels without paths, control characters or endless length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landtrack.domain.file_name import LONGEST, clean_file_name


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("ảnh 1.jpg", "ảnh 1.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Ảnh\\hiện trường.png", "hiện trường.png"),
        ("a\0b\r\n.pdf", "ab.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("..", "tệp"),
        ("", "tệp"),
        ("x" * 4000 + ".jpeg", "x" * 114 + "….jpeg"),
        ("x" * 200 + "." + "y" * 200, "x" * 119 + "…"),
    ],
)
def test_a_name_becomes_a_label(name, label):
    assert clean_file_name(name) == label


@given(st.text())
def test_no_label_is_a_path_or_endless(name):
    label = clean_file_name(name)
    assert 0 < len(label) <= LONGEST
    assert not set(label) & set("/\\\0\n\r")
    assert label not in {".", ".."}
