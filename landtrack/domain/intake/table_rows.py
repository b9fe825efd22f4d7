"""What the rows of a sheet are beside cases: blank, totals, signatures, numbers of columns, the name of a commune."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from landtrack.domain.text import unaccented

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from landtrack.domain.intake.source import Value

_TOTAL = re.compile(r"(?:tong|tong cong|tong so|cong|toan (?:xa|huyen|tinh)|total|sum)(?:[ :(].*)?")
_SIGNATURE = re.compile(
    r"(?:nguoi lap|nguoi tong hop|can bo dia chinh|cong chuc dia chinh|chu tich|pho chu tich|t/?m\.? ?u|tm\. |kt\. "
    r"|noi nhan|ky ten|thu truong|nguoi ky|nguoi kiem tra|.{0,40}, ?ngay .{1,10} thang .{1,10} nam|\(ky, ?|\(ky ten).*"
)
_NUMBER_OF_COLUMN = re.compile(r"[(\[]?(?:\d{1,2}|[a-hA-H])[)\]]?(?: ?= ?[-+()\d /*x:]+)?")
_AMOUNT = re.compile(r"[-\d.,%/ ]+(?:ha|m2|m²|truong hop|vu|ho|thua)?|[ivxlc]+[.)]?|[a-z][.)]?")
_ORDINAL = re.compile(r"(?:[ivxlc]+|[a-z]|\d{1,2})[.)]?")
_UNIT = re.compile(
    r"(?:(?:[ivxlc]+|[a-z]|\d{1,2})[.):/-]+ ?)?((?:xa|thi tran|phuong|tt\.?|ubnd xa|ubnd thi tran)[ :.].+)"
)
_HAMLET = re.compile(
    r"(?:(?:[ivxlc]+|[a-z]|\d{1,2})[.):/-]+ ?)?((?:thon|xom|ban|lang|khu pho|khu|to dan pho|tdp|pho)[ :.].+)"
)
_KINDS_OF_HAMLETS = frozenset(["thon", "xom", "ban", "lang", "khu", "pho", "to", "dan", "tdp", "so"])
_COUNT = re.compile(r"\s*[(:]\s*\d+\s*(?:trường hợp|vụ|hộ|thửa|cases?).*$", re.IGNORECASE)
_LEADING = re.compile(r"^\s*(?:[IVXLC]+|[A-Za-z]|\d{1,2})[.):/-]+\s*")
_FEW = 3


def is_blank(values: Sequence[Value]) -> bool:
    """Say whether a row holds nothing but spaces."""
    return all(value is None or (isinstance(value, str) and not value.strip()) for value in values)


def filled(values: Sequence[Value]) -> list[int]:
    """Return the columns (from 0) that hold something."""
    return [
        place
        for place, value in enumerate(values)
        if value is not None and not (isinstance(value, str) and not value.strip())
    ]


def plain_cell(value: Value) -> str:
    """Return a text as rows are recognised by: small letters, no diacritics, single spaces; "" for what is no text."""
    return " ".join(unaccented(value).split()) if isinstance(value, str) else ""


def is_total(values: Sequence[Value]) -> bool:
    """Say whether a row sums up: its first text says so ("Tổng cộng", "Cộng xã Đồng Tiến"), the rest are numbers.

    "Cộng Hoà" beside the texts of a case is a hamlet.
    """
    texts = [plain for value in values if (plain := plain_cell(value)) and not _AMOUNT.fullmatch(plain)]
    return len(texts) == 1 and bool(_TOTAL.fullmatch(texts[0]))


def is_signature(values: Sequence[Value]) -> bool:
    """Say whether a row belongs to the signatures below a table: few texts, an office or a place and day among them."""
    places = filled(values)
    texts = all(isinstance(values[place], str) for place in places)
    return texts and len(places) <= _FEW and any(_SIGNATURE.fullmatch(plain_cell(values[place])) for place in places)


def is_numbering(values: Sequence[Value]) -> bool:
    """Say whether a row numbers the columns: (1) (2) (3), or A B 1 2 3."""
    texts = [str(values[place]).strip().removesuffix(".0") for place in filled(values)]
    if len(texts) < _FEW or not all(_NUMBER_OF_COLUMN.fullmatch(text) for text in texts):
        return False
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) >= _FEW - 1 and all(later - earlier == 1 for earlier, later in pairwise(numbers))


def unit_heading(values: Sequence[Value], read: Collection[int]) -> tuple[int, str] | None:
    """Return column and name of a commune that stands alone over its cases: "II | Xã Đồng Tiến", else None.

    ``read`` are the columns that hold fields of a case, without the running number. A number of cases or a sum of
    areas beside the name is no case.
    """
    return _heading(_UNIT, values, read)


def hamlet_heading(values: Sequence[Value], read: Collection[int]) -> tuple[int, str] | None:
    """Return column and name of a hamlet that stands alone over its cases: "1. Thôn Bản Ven", else None.

    Names have capitals: "Bản cam kết kèm theo" is no hamlet.
    """
    found = _heading(_HAMLET, values, read)
    if found is None:
        return None
    words = [word for word in found[1].split() if plain_cell(word) not in _KINDS_OF_HAMLETS]
    return found if words and all(word[0].isupper() or word[0].isdigit() for word in words) else None


def _heading(pattern: re.Pattern[str], values: Sequence[Value], read: Collection[int]) -> tuple[int, str] | None:
    places = [place for place in filled(values) if isinstance(values[place], str)]
    named = [place for place in places if pattern.fullmatch(plain_cell(values[place]))]
    others = [place for place in places if place not in named and not _ORDINAL.fullmatch(plain_cell(values[place]))]
    numbers = [place for place in filled(values) if place in read and not isinstance(values[place], str)]
    if len(named) != 1 or others or len(numbers) > 1:
        return None
    return named[0], unit_name(str(values[named[0]]))


def unit_name(text: str) -> str:
    """Return the name without the ordinal before it and the number of cases behind it."""
    return _COUNT.sub("", _LEADING.sub("", text)).strip(" :.-")
