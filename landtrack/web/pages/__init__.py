"""Pages for people, one file for each journey."""

from landtrack.web.pages import (
    check,
    commune,
    export,
    home,
    import_reading,
    import_run,
    imports,
    overview,
    progress,
    sign_in,
    users,
)

ROUTES = (
    home.routes,
    sign_in.routes,
    overview.routes,
    commune.routes,
    progress.routes,
    check.routes,
    imports.routes,
    import_reading.routes,
    import_run.routes,
    export.routes,
    users.routes,
)
