"""One uploaded file with what its sender chose for it, under a token that nobody can guess and only he can use."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.web.uploads.folder import is_over, make_arriving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.store.users import Account

NOTES = "upload.json"
REFUSED_ROWS = "refused.xlsx"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
ENDING = re.compile(r"\.[a-z0-9]{1,8}")


class UnknownUpload(Refusal):
    """No such upload, or another person's, or its day is over: the three look the same."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload. ``path`` is the file, gone once it is imported; ``name`` is what its sender calls it, cleaned.

    ``choices`` are what he changed of the guesses, as ``--mapping`` files have them; ``result`` are the counts of the
    import once it has run, else empty.
    """

    token: str
    folder: Path
    file: str
    name: str
    size: int
    choices: Mapping[str, Any] = field(default_factory=dict)
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return self.folder / self.file

    @property
    def refused_rows(self) -> Path:
        """Return where the workbook of refused rows lies after the import."""
        return self.folder / REFUSED_ROWS

    @property
    def digest(self) -> str:
        """Return what names the file together with the choices: another after every change of one."""
        chosen = json.dumps(self.choices, sort_keys=True)
        return hashlib.sha256(f"{self.token}\0{chosen}".encode()).hexdigest()


def begin_upload(folder: Path) -> Path:
    """Return an empty private folder to put a file in; it is no upload before :func:`keep_upload`."""
    return make_arriving(folder)


def keep_upload(arrived: Path, file: str, name: str, account: Account) -> Upload:
    """Make an upload of the folder in which a file has arrived whole."""
    token = secrets.token_urlsafe(32)
    upload = Upload(token, arrived.parent / _folder_name(token), file, name, (arrived / file).stat().st_size)
    _write(arrived, upload, _owner(account, token))
    arrived.rename(upload.folder)
    return upload


def find_upload(folder: Path, token: str, account: Account) -> Upload:
    """Return an upload of this account; raises UnknownUpload for anything else."""
    if not TOKEN.fullmatch(token):
        raise UnknownUpload("upload.unknown")
    own = folder / _folder_name(token)
    try:
        notes = json.loads((own / NOTES).read_text("utf-8"))
        over = is_over(own)
    except (OSError, ValueError):
        raise UnknownUpload("upload.unknown") from None
    if over or not secrets.compare_digest(notes["owner"], _owner(account, token)):
        raise UnknownUpload("upload.unknown")
    return Upload(token, own, notes["file"], notes["name"], notes["size"], notes["choices"], notes["result"])


def choose(upload: Upload, choices: Mapping[str, Any], account: Account) -> Upload:
    """Keep other choices for an upload."""
    return _keep(replace(upload, choices=choices), account)


def finish(upload: Upload, result: Mapping[str, Any], account: Account) -> Upload:
    """Keep the result of the import: nothing more can be done with the upload."""
    return _keep(replace(upload, result=result), account)


def drop_file(upload: Upload) -> None:
    """Let the file go; the choices, the result and the refused rows stay for the rest of the day."""
    upload.path.unlink(missing_ok=True)


def discard(upload: Upload) -> None:
    """Let the upload go with all that belongs to it."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def stored_name(name: str) -> str:
    """Return under which name a file lies on the server: nothing of what its sender calls it but a plain ending."""
    ending = Path(name).suffix.lower()
    return "source" + (ending if ENDING.fullmatch(ending) else "")


def _keep(upload: Upload, account: Account) -> Upload:
    _write(upload.folder, upload, _owner(account, upload.token))
    return upload


def _write(folder: Path, upload: Upload, owner: str) -> None:
    notes = {
        "owner": owner,
        "file": upload.file,
        "name": upload.name,
        "size": upload.size,
        "choices": dict(upload.choices),
        "result": dict(upload.result),
    }
    before, after = folder / f"{NOTES}.{secrets.token_hex(4)}", folder / NOTES
    before.write_text(json.dumps(notes, ensure_ascii=False), "utf-8")
    os.replace(before, after)  # noqa: PTH105 - Path.replace is the same, but reads like str.replace


def _folder_name(token: str) -> str:
    # Whoever can list the folder still learns no token.
    return hashlib.sha256(token.encode()).hexdigest()[:40]


def _owner(account: Account, token: str) -> str:
    # The session key is new after a change of password: an upload ends with the sessions before it.
    return hashlib.sha256(f"{account.id}.{account.session_key}.{token}".encode()).hexdigest()
