"""Feeds and changes for the pages' own scripts, in JSON, and the shapes in their block."""

from landtrack.web.api import (
    attachments,
    case,
    case_entry,
    case_form,
    case_revision,
    case_steps,
    commune,
    coordinates,
    geometry,
    history,
    holder,
    judge,
    layers,
    search,
    token,
    units,
)

ROUTES = (
    commune.routes,
    geometry.routes,
    history.routes,
    units.routes,
    case.routes,
    case_entry.routes,
    case_form.routes,
    case_revision.routes,
    case_steps.routes,
    judge.routes,
    attachments.routes,
    layers.routes,
    search.routes,
    holder.routes,
    coordinates.routes,
    token.routes,
)
