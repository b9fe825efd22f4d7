"""Pictures of the figures: in the page with the table beside each, and as files to keep."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Response, abort, current_app, render_template, request, url_for

from landtrack.domain.scope import Right
from landtrack.pictures.progress_over_time import progress_over_time
from landtrack.pictures.ranked_units import ranked_units
from landtrack.pictures.resolution_calendar import resolution_calendar
from landtrack.pictures.small_multiples import small_multiples
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.reports.pictures import PictureContents, picture_contents
from landtrack.usecases.show_commune import commune_standpoint
from landtrack.web.access import Routes, needs
from landtrack.web.choices import Choice, asked, read_choice, shown
from landtrack.web.drawn_links import Told, calendar_links, multiple_links, rank_links, series_links
from landtrack.web.language import say
from landtrack.web.packing import Kept
from landtrack.web.shown_drawing import shown_drawing
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit, unit_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from landtrack.messages.catalogue import Catalogue
    from landtrack.pictures.picture import Drawing

KEPT = "landtrack.pictures"
PICTURES_KEPT = 16
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}

routes = Routes()


def _progress(contents: PictureContents, words: Catalogue, *, by_area: bool) -> Drawing:
    targets = contents.area_targets if by_area else contents.targets
    cutoffs = contents.progress.cutoffs
    return progress_over_time(contents.series, contents.marks, targets, words, by_area=by_area, cutoffs=cutoffs)


def _multiples(contents: PictureContents, words: Catalogue) -> Drawing:
    return small_multiples([(unit.full_name, series) for unit, series in contents.by_unit], words)


PICTURES: Mapping[str, Callable[[PictureContents, Catalogue], Drawing]] = {
    "progress": partial(_progress, by_area=False),
    "progress-area": partial(_progress, by_area=True),
    "ranks": lambda contents, words: ranked_units(contents.progress, words),
    "units": _multiples,
    "calendar": lambda contents, words: resolution_calendar(contents.resolutions, words, years=contents.years),
}
"""The pictures by the name in their address."""
OF_SEVERAL = frozenset({"ranks", "units"})
"""These compare units: of one alone there is nothing to compare."""


@routes.get("/pictures", needs(Right.SEE_CASES))
def pictures() -> str:
    """Show the pictures of all that the reader may see, or of one unit."""
    choice = about_unit(read_choice())
    by_area = request.args.get("measure") == "area"
    left_out = "progress" if by_area else "progress-area"
    contents = _contents(choice)
    return render_template(
        "pictures.html",
        choice=shown(choice),
        pictures=[
            _shown(name, contents, choice)
            for name in PICTURES
            if name != left_out and (choice.question.unit is None or name not in OF_SEVERAL)
        ],
        by_area=by_area,
        notes=question_notes(
            database(), scope(), choice.question, say(), empty=not contents.progress.whole.total.cases
        ),
        units=unit_list(choice.question),
    )


@routes.get("/pictures/<picture>", needs(Right.SEE_CASES))
def picture_file(picture: str) -> Response:
    """Send one picture as a file, such as ``progress.svg`` or ``ranks.png``."""
    name, _, ending = picture.partition(".")
    if name not in PICTURES or ending not in MEDIA_TYPES:
        abort(404)
    choice = about_unit(asked())
    drawing = PICTURES[name](_contents(choice), say())
    content = drawing.png() if ending == "png" else drawing.svg()
    response = Response(content, content_type=MEDIA_TYPES[ending])
    unit = f"-{choice.question.unit}" if choice.question.unit else ""
    saved_as = f"landtrack-{name}{unit}-{choice.question.as_of.isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    return response


def _shown(name: str, contents: PictureContents, choice: Choice) -> dict[str, Any]:
    files = {ending: url_for("picture_file", picture=f"{name}.{ending}", **choice.unit_query) for ending in MEDIA_TYPES}
    return {"name": name, **shown_drawing(PICTURES[name](contents, say()), files, _links(name, contents, choice))}


def _links(name: str, contents: PictureContents, choice: Choice) -> list[list[str | None]]:
    """Return where the figures of the table beside a picture lead to."""
    progress = contents.progress
    told = Told(progress.known_at, progress.frame, choice.question.unit)
    if name == "ranks":
        return rank_links(progress, told)
    if name == "units":
        return multiple_links(contents.by_unit, told)
    if name == "calendar":
        return calendar_links(contents.resolutions, contents.years, progress.as_of, told)
    return series_links(contents.series, told, by_area=name == "progress-area")


def _contents(choice: Choice) -> PictureContents:
    """Return what the pictures show; kept until the log goes on, since each file and page asks for the same."""
    kept = current_app.extensions.setdefault(KEPT, Kept(PICTURES_KEPT))
    question = choice.question
    point = commune_standpoint(database(), scope(), question)
    # Targets and cutoffs are rows of the log, too: the head names them.
    key = repr((point.head, question.as_of, point.frame.day, question.unit, scope().places))
    if key not in kept:
        kept[key] = picture_contents(database(), scope(), question)
    found: PictureContents = kept[key]
    # What was known is the same; when it was asked is not.
    return replace(found, progress=replace(found.progress, known_at=question.known_at))
