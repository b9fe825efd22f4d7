"""Pages for people, one file for each journey."""

from landtrack.web.pages import commune, export, home, overview, progress, sign_in, users

ROUTES = (home.routes, sign_in.routes, overview.routes, commune.routes, progress.routes, export.routes, users.routes)
