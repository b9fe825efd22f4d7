"""What a person changed of the guesses, as it is kept with the upload and given to the import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.usecases.intake.import_choices import ImportChoices

if TYPE_CHECKING:
    from landtrack.web.uploads.upload import Upload


def import_choices(upload: Upload) -> ImportChoices:
    """Return the choices of an upload."""
    mapping = dict(upload.choices)
    return ImportChoices(
        sheet=mapping.get("sheet"),
        encoding=mapping.get("encoding"),
        system=mapping.get("system"),
        mapping=mapping,
    )
