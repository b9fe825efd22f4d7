"""Read documents back: the words of a Word file, a changed copy of a template."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from docx import Document

if TYPE_CHECKING:
    from pathlib import Path


def word_text(document: bytes) -> str:
    """Return all paragraphs and cells in order, one a line, with plain spaces."""
    found = Document(io.BytesIO(document))
    texts: list[str] = []
    for block in found.iter_inner_content():
        rows = getattr(block, "rows", None)
        if rows is None:
            texts.append(block.text)  # type: ignore[union-attr] # a paragraph
        else:
            texts += [" | ".join(cell.text for cell in row.cells) for row in rows]
    return "\n".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def member(document: bytes, name: str) -> str:
    """Return one part of an office file."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


def with_paragraph(template: Path, folder: Path, *texts: str) -> Path:
    """Return a copy of a template in a folder, with paragraphs added by Word's own means."""
    document = Document(str(template))
    for text in texts:
        document.add_paragraph(text)
    changed = folder / template.name
    document.save(str(changed))
    return changed


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF says it has."""
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    assert found
    return int(found.group(1))
