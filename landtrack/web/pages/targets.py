"""Targets and campaigns: what is to be reached by when, how it stands, and how a campaign goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, abort, render_template, request, url_for

from landtrack.domain.report.series import Mark
from landtrack.domain.scope import Right
from landtrack.domain.targets.target import TargetBand
from landtrack.pictures.progress_over_time import progress_over_time
from landtrack.usecases.follow_campaign import UnknownCampaign, follow_campaign
from landtrack.usecases.follow_targets import follow_targets
from landtrack.usecases.question_notes import question_notes
from landtrack.web.access import Routes, needs
from landtrack.web.choices import Choice, asked, read_choice, shown
from landtrack.web.drawn_links import Told, series_links
from landtrack.web.figures import block
from landtrack.web.language import say
from landtrack.web.shown_campaign import campaign_figures
from landtrack.web.shown_drawing import shown_drawing
from landtrack.web.shown_targets import shown_target
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit, unit_list

if TYPE_CHECKING:
    from landtrack.domain.targets.campaign import Campaign
    from landtrack.pictures.picture import Drawing
    from landtrack.usecases.follow_campaign import CampaignUnit, Course
    from landtrack.usecases.follow_targets import Followed, FollowedCampaign

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}

routes = Routes()


@routes.get("/targets", needs(Right.SEE_CASES))
def targets() -> str:
    """Show every target that the reader's area, or one unit of it, has a part in, by campaign."""
    choice = about_unit(read_choice())
    found = follow_targets(database(), scope(), choice.question)
    return render_template(
        "targets.html",
        choice=shown(choice),
        head=found.head,
        groups=[_group(found, group, choice) for group in found.campaigns],
        units=unit_list(choice.question),
        own_area=scope().places is not None,
        notes=_notes(choice, found),
    )


@routes.get("/campaigns/<key>", needs(Right.SEE_CASES))
def campaign(key: str) -> str:
    """Show a campaign: its targets, progress over its period, its units side by side."""
    choice = read_choice()
    course = _course(choice, key)
    drawing = _drawing(course)
    links = {"key": key, **choice.query}
    files = {kind: url_for("campaign_picture", kind=kind, **links) for kind in MEDIA_TYPES}
    return render_template(
        "campaign.html",
        choice=shown(choice),
        head=course.found.head,
        campaign=_group(course.found, course.group, choice),
        band=_band_name(course),
        last=say().day(course.last),
        frame=say().day(course.frame),
        picture=drawing and shown_drawing(drawing, files, series_links(course.series, _told(course))),
        units=[_unit(one, course, choice) for one in course.units],
        own_area=scope().places is not None,
        notes=_notes(choice, course.found),
    )


@routes.get("/campaigns/<key>/picture", needs(Right.SEE_CASES))
def campaign_picture(key: str) -> Response:
    """Send the picture of a campaign as a file: ``kind`` svg or png."""
    kind = request.args.get("kind", "svg")
    drawing = _drawing(_course(asked(), key)) if kind in MEDIA_TYPES else None
    if drawing is None:
        abort(404)
    response = Response(drawing.png() if kind == "png" else drawing.svg(), content_type=MEDIA_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="landtrack-{key}.{kind}"'
    return response


def _notes(choice: Choice, found: Followed) -> tuple[str, ...]:
    return question_notes(database(), scope(), choice.question, say(), empty=found.is_empty)


def _course(choice: Choice, key: str) -> Course:
    try:
        return follow_campaign(database(), scope(), choice.question, key)
    except UnknownCampaign:
        abort(404)


def _drawing(course: Course) -> Drawing | None:
    """Return progress over the campaign's period; None before its first day."""
    campaign = course.group.campaign
    if not course.series or campaign is None:
        return None
    marks = (Mark(campaign.since, say().text("Begins")), Mark(campaign.due, say().text("Ends")))
    return progress_over_time(course.series, marks, course.targets, say(), cutoffs=course.found.cutoffs)


def _group(found: Followed, group: FollowedCampaign, choice: Choice) -> dict[str, Any]:
    own = group.campaign
    rows = [shown_target(found, row, choice.question) for row in group.targets]
    block_: dict[str, Any] = {"key": group.key, "targets": rows}
    if own is None:
        return {**block_, "name": "", "href": None}
    return {**block_, **_period(own, choice), "href": url_for("campaign", key=group.key, **choice.query)}


def _period(own: Campaign, choice: Choice) -> dict[str, Any]:
    words, as_of = say(), choice.question.as_of
    if as_of < own.since:
        when = words.text("begins in {days} days", days=(own.since - as_of).days)
    elif as_of > own.due:
        when = words.text("ended {days} days ago", days=(as_of - own.due).days)
    else:
        when = words.text("{days} days left", days=(own.due - as_of).days)
    return {
        "name": own.name,
        "since": words.day(own.since),
        "due": words.day(own.due),
        "legal_basis": own.legal_basis,
        "note": own.note,
        "when": when,
    }


def _unit(one: CampaignUnit, course: Course, choice: Choice) -> dict[str, Any]:
    # The map of the unit as it is on the campaign's last day, under the frame in which the unit is named.
    days: dict[str, Any] = {"as_of": course.last.isoformat(), "frame": course.frame.isoformat()}
    known = {name: text for name, text in choice.query.items() if name == "known_at"}
    return {
        "code": one.unit.code,
        "name": one.unit.full_name,
        "href": url_for("commune", code=one.unit.code, **days, **known),
        "now": block(one.now),
        "figures": campaign_figures(one, course),
    }


def _told(course: Course) -> Told:
    return Told(course.found.known_at, course.frame)


def _band_name(course: Course) -> str:
    words, cutoffs, band = say(), course.found.cutoffs, course.band
    if band is TargetBand.ALL or band.band is None:
        return words.text("All cases")
    return words.label(band.band).format(before=words.day(cutoffs.before), after=words.day(cutoffs.after))
