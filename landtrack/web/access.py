"""Who may open which address: declared with the route itself, and checked before it runs. Undeclared is forbidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import Flask, abort, current_app, redirect, request, url_for

from landtrack.domain.errors import NotAllowed
from landtrack.web.signed_in import recognise, wants_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.typing import ResponseReturnValue

    from landtrack.domain.scope import Right
    from landtrack.usecases.sign_in import Reader

    View = Callable[..., ResponseReturnValue]

DECLARED = "landtrack.access"
PIECES = 1024 * 1024


class UndeclaredAccessError(RuntimeError):
    """A route says not who may open it: the application is not built."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a route asks of its visitor: nothing (``public``), to be signed in, or a right as well.

    ``largest`` is the size in bytes of the largest request that it takes, None for that of every page.
    """

    public: bool = False
    right: Right | None = None
    largest: int | None = None


PUBLIC = Access(public=True)
SIGNED_IN = Access()


def needs(right: Right, largest: int | None = None) -> Access:
    """Return the access of a route that asks for a right; ``largest`` in bytes where files are sent to it."""
    return Access(right=right, largest=largest)


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of one journey; the name of the function is that of the endpoint."""

    found: list[tuple[str, str, View, Access]] = field(default_factory=list)

    def get(self, rule: str, access: Access) -> Callable[[View], View]:
        """Declare a page or a feed; it never writes."""
        return self._declared("GET", rule, access)

    def post(self, rule: str, access: Access) -> Callable[[View], View]:
        """Declare a form or a change; it asks for the token against forged requests."""
        return self._declared("POST", rule, access)

    def add_to(self, app: Flask) -> None:
        """Register the routes and what they declare."""
        for method, rule, view, access in self.found:
            app.add_url_rule(rule, view.__name__, view, methods=[method])
            app.extensions.setdefault(DECLARED, {})[view.__name__] = access

    def _declared(self, method: str, rule: str, access: Access) -> Callable[[View], View]:
        def keep(view: View) -> View:
            self.found.append((method, rule, view, access))
            return view

        return keep


def check_declared(app: Flask) -> None:
    """Raise UndeclaredAccessError unless every route of the application, however it got there, declares its access."""
    missing = sorted(set(undeclared(app)))
    if missing:
        raise UndeclaredAccessError(", ".join(missing))


def undeclared(app: Flask) -> Iterator[str]:
    """Give the routes that declare nothing."""
    declared: dict[str, Access] = app.extensions.get(DECLARED, {})
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in declared:
            yield f"{rule.rule} ({rule.endpoint})"


def guard() -> Any:
    """Stop a request that its route does not allow; run before everything else. None lets it through."""
    if request.path.startswith("/static/"):
        return None  # the same for everybody: nobody need be asked for
    if _has_null(request.path, *request.args.values()):
        abort(400)
    who = recognise()
    if request.endpoint is None:
        return None  # no such page, said as to anybody
    access = _declared_access(request.endpoint)
    if access is None:
        abort(403)
    stopped = _stopped(access, who)
    if stopped is None:
        # Nobody makes the server read a large body before it is known that he may send one.
        if access.largest is not None:
            request.max_content_length = access.largest
            # Files come in pieces of 64 kB, to which their reader adds what it held back of the one before: by the
            # limit of other forms, most larger files would be too large.
            request.max_form_memory_size = PIECES
        if _has_null(*request.form.values()):
            abort(400)
    return stopped


def _stopped(access: Access, who: Reader | None) -> Any:
    if access.public:
        return None
    if who is None:
        if wants_json():
            abort(401)
        return redirect(url_for("sign_in", next=_here()))
    if access.right is not None and access.right not in who.scope.rights:
        raise NotAllowed("scope.no_right", right=access.right)
    return None


def _has_null(*texts: str) -> bool:
    """Say whether a text of the request holds the one character that PostgreSQL keeps in no text."""
    return any("\0" in text for text in texts)


def _declared_access(endpoint: str) -> Access | None:
    declared: dict[str, Access] = current_app.extensions.get(DECLARED, {})
    return declared.get(endpoint)


def _here() -> str | None:
    """Return where to go on after signing in: only a page, never a form that was sent."""
    if request.method != "GET" or request.path == "/":
        return None
    return request.full_path.rstrip("?")
