"""A page that was open while its session ended: it gets the token of the next one, if that is the same user's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.test_scripts import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

# What a browser has and node has not; `answers` are [status, body] in order, what was sent is kept in `sent`.
PAGE = """
const metas = { "csrf-token": { content: "old" }, user: { content: "canbo" } };
const field = { value: "old" };
const texts = { other_user: "{now} for {before}", session_ended: "ended" };
globalThis.document = {
  documentElement: { lang: "en" },
  getElementById: () => ({ textContent: JSON.stringify({ texts }) }),
  querySelector: (asked) => metas[/name=([\\w-]+)/.exec(asked)[1]],
  querySelectorAll: () => [field],
};
const sent = [];
globalThis.fetch = async (address, options = {}) => {
  sent.push([address, options.headers?.["X-CSRFToken"] ?? ""]);
  const [status, body] = answers.shift();
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
};
const { postJson } = await load("page/ask.js");
const send = () => postJson("/change", {}).catch((refused) => refused.sentence);
"""
STALE = [400, {"error": {"code": "session.token", "sentence": "stale"}}]
ENDED = [401, {"error": {"code": "session.ended", "sentence": "gone"}}]
DONE = [200, {"done": True}]


def token_of(user: str) -> list[Any]:
    return [200, {"csrf": "new", "user": user}]


def test_a_stale_token_is_renewed_and_the_change_sent_once_more() -> None:
    found = run(f"{PAGE} return [await send(), sent, field.value];", answers=[STALE, token_of("canbo"), DONE])
    assert found == [{"done": True}, [["/change", "old"], ["/api/token", ""], ["/change", "new"]], "new"]


def test_a_token_that_stays_stale_is_tried_once() -> None:
    found = run(f"{PAGE} return [await send(), sent.length];", answers=[STALE, token_of("canbo"), STALE])
    assert found == ["stale", 3]


def test_nothing_is_sent_in_another_users_name() -> None:
    found = run(f"{PAGE} return [await send(), sent.length];", answers=[STALE, token_of("canbo.yenthe")])
    assert found == ["canbo.yenthe for canbo", 2]


def test_after_an_ended_session_a_new_token_comes_first() -> None:
    found = run(f"{PAGE} return [await send(), await send(), sent];", answers=[ENDED, token_of("canbo"), DONE])
    assert found == ["ended", {"done": True}, [["/change", "old"], ["/api/token", ""], ["/change", "new"]]]


def test_as_long_as_nobody_is_signed_in_it_says_so() -> None:
    found = run(f"{PAGE} return [await send(), await send(), sent.length];", answers=[ENDED, ENDED])
    assert found == ["ended", "ended", 2]


def test_the_token_is_that_of_the_session_and_never_kept(visitor: Visit) -> None:
    who = visitor("canbo")
    answer = who.get("/api/token")
    body: Any = answer.json
    assert (answer.status_code, body["user"], answer.headers["Cache-Control"]) == (200, "canbo", "no-store")
    who.token = body["csrf"]
    assert who.form("/language", language="vi").status_code == 302
    assert visitor(None).get("/api/token").status_code == 401
