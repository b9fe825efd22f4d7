"""What formats of layers share: alone or in a zip, with their parts, handed to GDAL only if the content is theirs."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.formats.intake.layers import LayerFile, layer_names, read_layer
from landtrack.formats.intake.reader import Reader
from landtrack.formats.intake.safe_zip import member_ending, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.incoming import Incoming

_POINTS_ELSEWHERE = re.compile(rb"<OGRVRT|<VRTDataset|gdal_streamed_alg|<OGRWFS|<WFS|<GDAL_", re.IGNORECASE)
"""What makes GDAL open other files or servers, whatever else the file looks like."""
_HEAD = 1 << 16


def _unchanged(table: SourceTable, _file: Incoming, _path: Path) -> SourceTable:
    return table


def _none(_layers: Sequence[str]) -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class LayerFormat:
    """A format of layers.

    ``drivers`` are those of GDAL that may answer; ``begins`` knows the content by its first 64 KiB; ``parts`` are the
    endings (besides the main one) that must lie beside it, by main ending. ``named_by_file``: the layer has no name
    worth showing. ``prefix`` forces GDAL's driver, ``encoding`` and ``options`` are handed to it; ``finished`` has the
    last word on a table. ``other_endings`` are those that a file alone may have; ``passed_over`` says which of a file's
    layers hold no cases.
    """

    form: str
    endings: tuple[str, ...]
    drivers: tuple[str, ...]
    begins: Callable[[bytes], bool]
    parts: dict[str, tuple[str, ...]]
    named_by_file: bool = True
    prefix: str = ""
    encoding: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    finished: Callable[[SourceTable, Incoming, Path], SourceTable] = _unchanged
    other_endings: tuple[str, ...] = ()
    passed_over: Callable[[Sequence[str]], Collection[str]] = _none
    streams: bool = False


def layer_reader(form: LayerFormat) -> Reader:
    """Return the reader for a format of layers."""
    endings = form.endings + form.other_endings
    return Reader(
        form.form, endings, partial(_knows, form), partial(_sheets, form), partial(_table, form), form.streams
    )


def _knows(form: LayerFormat, file: Incoming) -> bool:
    if file.members is not None:
        return any(member_ending(name) in form.endings for name in file.members if "__MACOSX" not in name)
    return form.begins(file.head)


def _sheets(form: LayerFormat, file: Incoming) -> tuple[str, ...]:
    with _places(form, file) as places:
        if not places:
            raise Refusal("intake.no_sheets", file=file.name)
        return tuple(places)


def _table(form: LayerFormat, file: Incoming, sheet: str, system: str | None) -> SourceTable:
    with _places(form, file) as places:
        path, layer = places[sheet]
        return form.finished(read_layer(_opened(form, file, path), layer, system, sheet=sheet), file, path)


def _opened(form: LayerFormat, file: Incoming, path: Path) -> LayerFile:
    return LayerFile(file.name, form.prefix + str(path.resolve()), form.drivers, form.encoding, form.options)


@contextmanager
def _places(form: LayerFormat, file: Incoming) -> Iterator[dict[str, tuple[Path, str]]]:
    """Give the layers by the name of their sheet, with the file that holds each, for as long as the block lasts."""
    with _files(form, file) as paths:
        places: dict[str, tuple[Path, str]] = {}
        for path in paths:
            _require(form, file, path)
            stem = file.stem if len(paths) == 1 and file.members is None else path.stem
            layers = layer_names(_opened(form, file, path))
            passed_over = form.passed_over(layers)
            for layer in layers:
                if layer in passed_over:
                    continue
                if form.named_by_file and len(layers) == 1:
                    name = stem
                else:
                    name = layer if len(paths) == 1 else f"{stem}/{layer}"
                places[name if name not in places else str(path.relative_to(path.parents[1]))] = path, layer
        yield places


@contextmanager
def _files(form: LayerFormat, file: Incoming) -> Iterator[list[Path]]:
    """Give the main files: those in the zip, or the file itself, under a name with the right ending."""
    if file.members is not None:
        with unpacked(file) as folder:
            yield sorted(path for path in folder.rglob("*") if path.suffix.lower().removeprefix(".") in form.endings)
    elif file.path.suffix.lower().removeprefix(".") in form.endings:
        yield [file.path]
    else:
        with TemporaryDirectory(prefix="landtrack-") as temporary:
            named = Path(temporary, "layer").with_suffix(f".{form.endings[0]}")
            try:
                named.symlink_to(file.path.resolve())
            except OSError:
                # Not every system lets every user make links.
                shutil.copyfile(file.path, named)
            yield [named]


def _require(form: LayerFormat, file: Incoming, path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not form.begins(head) or _POINTS_ELSEWHERE.search(head):
        raise Refusal("intake.damaged", file=file.name)
    beside = {other.name.lower() for other in path.parent.iterdir()}
    wanted = form.parts.get(path.suffix.lower().removeprefix("."), ())
    missing = [part for part in wanted if f"{path.stem}.{part}".lower() not in beside]
    if missing:
        raise Refusal("intake.parts_missing", file=file.name, parts=", ".join(f".{part}" for part in missing))
