"""Taking a file from a form: copied piece by piece into the private folder, and an upload only once it is whole."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from landtrack.domain.errors import Refusal
from landtrack.domain.file_name import clean_file_name
from landtrack.web.uploads.upload import begin_upload, keep_upload, stored_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.datastructures import FileStorage

    from landtrack.store.users import Account
    from landtrack.web.uploads.upload import Upload

PIECE = 1024 * 1024
# The parts of a shapefile, or of a MapInfo table, chosen together.
MOST_PARTS = 12


def receive(folder: Path, files: Sequence[FileStorage], account: Account) -> Upload:
    """Return the upload of what a form sent: one file, or the parts of one, which become a zip of them.

    Refuses (``upload.…``) no file, an empty one, too many, and files that are no parts of one.
    """
    sent = [file for file in files if file.filename]
    names = [clean_file_name(file.filename or "") for file in sent]
    _check(names)
    arrived = begin_upload(folder)
    try:
        if len(sent) == 1:
            name, stored = names[0], stored_name(names[0])
            with (arrived / stored).open("xb") as out:
                shutil.copyfileobj(sent[0].stream, out, PIECE)
        else:
            name, stored = Path(names[0]).stem + ".zip", "source.zip"
            _zip(arrived / stored, names, sent)
        if not (arrived / stored).stat().st_size:
            raise Refusal("upload.empty", file=name)
        return keep_upload(arrived, stored, name, account)
    except OSError:
        raise Refusal("upload.not_kept") from None
    finally:
        # Renamed when all went well: then there is nothing left to remove.
        shutil.rmtree(arrived, ignore_errors=True)


def _check(names: Sequence[str]) -> None:
    if not names:
        raise Refusal("upload.none")
    stems = {Path(name.casefold().replace(".shp.xml", ".shp")).stem for name in names}
    if len(stems) > 1 or len(names) > MOST_PARTS or len({name.casefold() for name in names}) < len(names):
        raise Refusal("upload.several", files=", ".join(names[:5]))


def _zip(path: Path, names: Sequence[str], sent: Sequence[FileStorage]) -> None:
    """Put the parts in a zip that is the same whenever the same parts are sent."""
    with ZipFile(path, "x", ZIP_STORED) as archive:
        for name, file in sorted(zip(names, sent, strict=True), key=lambda part: part[0]):
            # Its moment is always the same, too.
            with archive.open(ZipInfo(name), "w", force_zip64=True) as out:
                shutil.copyfileobj(file.stream, out, PIECE)
