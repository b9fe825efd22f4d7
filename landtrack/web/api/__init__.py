"""Feeds and changes for the pages' own scripts, in JSON, and the shapes in their block."""

from landtrack.web.api import attachments, case, commune, geometry, search, token, units

ROUTES = (commune.routes, geometry.routes, units.routes, case.routes, attachments.routes, search.routes, token.routes)
