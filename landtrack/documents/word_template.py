"""Fill an office's own Word template: the same template and values give the same bytes.

Raises Refusal: ``file.missing``, ``template.not_word`` (another or a broken file), ``template.too_large``,
``template.syntax``, ``template.torn``, ``template.unknown_field`` (naming the known ones) or ``template.forbidden``.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from landtrack.documents.fixed_zip import with_fixed_dates
from landtrack.documents.template_language import TemplateLanguage
from landtrack.documents.template_values import printable
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from landtrack.documents.template_values import Picture, Values

LARGEST = 20 << 20
LARGEST_PART = 8 << 20
"""Bytes of a template, and of one part of it unpacked: a template is some pages, perhaps with a coat of arms."""
MOST_PARTS = 500
MAIN_PART = "word/document.xml"
AUTHOR = "landtrack"
LONGEST_TITLE = 255
"""What a Word file can say about itself in one entry."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    PackageNotFoundError, SyntaxError,
)  # fmt: skip
"""What zipfile, lxml (SyntaxError) and python-docx raise for files that are damaged, encrypted or no such files."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself: its title, and the moment of its figures instead of that of its making."""

    title: str
    moment: datetime


class _StrictTemplate(DocxTemplate):  # type: ignore[misc] # its library has no types
    """A template whose filled text must be XML: the library would mend it silently, and lose text."""

    def fix_tables(self, xml: str) -> Any:
        parse_xml(xml)
        return super().fix_tables(xml)


class _Described(InlineImage):  # type: ignore[misc] # its library has no types
    """A picture in the text with a description."""

    def __init__(self, word: DocxTemplate, png: bytes, width: float, description: str) -> None:
        super().__init__(word, io.BytesIO(png), Mm(width))
        self.description = description

    def _insert_image(self) -> str:
        return str(super()._insert_image()).replace(
            "<wp:docPr ", f"<wp:docPr descr={quoteattr(printable(self.description))} ", 1
        )


def fill_template(template: Path, values: Values, pictures: Mapping[str, Picture], imprint: Imprint) -> bytes:
    """Return the template as .docx, filled with values and pictures."""
    source = _read(template)
    try:
        word = _StrictTemplate(io.BytesIO(source))
        word.init_docx()
    except BROKEN as fault:
        raise Refusal("template.not_word", file=template.name) from fault
    shown: dict[str, Any] = dict(values)
    for name, picture in pictures.items():
        shown[name] = "" if picture.png is None else _Described(word, picture.png, picture.width, picture.description)
    language = TemplateLanguage(template.name, {**values, **dict.fromkeys(pictures, "")})
    try:
        word.render(shown, language, autoescape=True)
    except SyntaxError as fault:
        # Of its XML: what fields and texts are made of was read before.
        raise Refusal("template.torn", file=template.name) from fault
    return with_fixed_dates(_saved(word, imprint))


def _read(template: Path) -> bytes:
    """Return the bytes of a Word file; nothing that unpacks to more than a template needs is opened at all."""
    try:
        with template.open("rb") as file:
            source = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refusal("file.missing", file=str(template)) from None
    except OSError as fault:
        raise Refusal("template.not_word", file=template.name) from fault
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            parts = archive.infolist()
    except BROKEN as fault:
        if len(source) > LARGEST:
            raise Refusal("template.too_large", file=template.name, most=LARGEST >> 20) from None
        raise Refusal("template.not_word", file=template.name) from fault
    if len(source) > LARGEST or len(parts) > MOST_PARTS or any(part.file_size > LARGEST_PART for part in parts):
        raise Refusal("template.too_large", file=template.name, most=LARGEST >> 20)
    if MAIN_PART not in {part.filename for part in parts}:
        raise Refusal("template.not_word", file=template.name)
    return source


def _saved(word: DocxTemplate, imprint: Imprint) -> bytes:
    properties = word.docx.core_properties
    moment = imprint.moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.author, properties.last_modified_by = (
        printable(imprint.title)[:LONGEST_TITLE],
        AUTHOR,
        AUTHOR,
    )
    properties.created = properties.modified = moment
    properties.revision = 1
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()
