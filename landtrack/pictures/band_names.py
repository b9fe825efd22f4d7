"""What bands are called in pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cutoff import Band
from landtrack.pictures.days import shown_day

if TYPE_CHECKING:
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.messages.catalogue import Catalogue


def band_name(band: Band, cutoffs: Cutoffs | None, words: Catalogue) -> str:
    """Return the office's word for a band with its cutoffs' days, or without days where the cutoffs are not given."""
    if cutoffs is not None:
        # Each label names the cutoffs that it needs; format ignores the other.
        return words.label(band).format(before=shown_day(cutoffs.before, words), after=shown_day(cutoffs.after, words))
    return {
        Band.BEFORE: words.text("Before the first cutoff"),
        Band.BETWEEN: words.text("Between the cutoffs"),
        Band.AFTER: words.text("After the second cutoff"),
        Band.UNDETERMINED: words.label(Band.UNDETERMINED),
    }[band]
