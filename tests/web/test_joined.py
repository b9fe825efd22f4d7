"""Joining modules and styles: only what it understands, each once and in order; and the addresses they get."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask import render_template_string

from landtrack.resources import shipped
from landtrack.web.joined import NotJoinableError, joined_modules, joined_styles
from landtrack.web.joined_files import BUNDLES
from landtrack.web.static_files import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

FILES = {
    "js/a.js": 'import { one, two } from "./lib/b.js";\nimport { three } from "./c.js";\nrun(one, two, three);\n',
    "js/lib/b.js": (
        'import {\n  three,\n} from "../c.js";\nexport const one = three;\nexport function two() {}\nconst own = 1;\n'
    ),
    "js/c.js": "export class three {}\nexport async function four() {}\n",
    "js/again.js": 'import { three } from "./c.js";\nimport "./a.js";\n',
}


def test_modules_come_once_after_what_they_import() -> None:
    assert joined_modules(("js/a.js", "js/again.js"), FILES.__getitem__) == (
        "const $js_c = (() => {\nclass three {}\nasync function four() {}\nreturn { three, four };\n})();\n"
        "const $js_lib_b = (() => {\nconst { three, } = $js_c;\nconst one = three;\nfunction two() {}\nconst own = 1;\n"
        "return { one, two };\n})();\n"
        "const $js_a = (() => {\nconst { one, two } = $js_lib_b;\nconst { three } = $js_c;\nrun(one, two, three);\n"
        "return {  };\n})();\n"
        "const $js_again = (() => {\nconst { three } = $js_c;\nreturn {  };\n})();"
    )


@pytest.mark.parametrize(
    "text",
    [
        "export default function f() {}\n",
        "export let changing = 1;\n",
        "export { one };\n",
        'import * as all from "./c.js";\n',
        'import one from "./c.js";\n',
        'import { three as one } from "./c.js";\n',
        'import { three } from "somewhere";\n',
        'import "./x.js";\n',
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    files = {**FILES, "js/x.js": text}
    with pytest.raises(NotJoinableError):
        joined_modules(("js/x.js",), files.__getitem__)


def test_styles_follow_one_another() -> None:
    assert (
        joined_styles(("css/a.css", "css/b.css"), {"css/a.css": "a {}", "css/b.css": "b {}"}.__getitem__)
        == "a {}\nb {}"
    )


def test_all_our_own_modules_can_be_joined() -> None:
    modules = sorted(str(path.relative_to(FOLDER)) for path in (FOLDER / "js").rglob("*.js"))
    text = joined_modules(tuple(modules), lambda name: (FOLDER / name).read_text(encoding="utf-8"))
    assert text.count("= (() => {\nconst") + text.count("= (() => {\n") >= len(modules)


def test_joined_files_are_kept_by_their_content(app: Flask, visitor: Visit) -> None:
    with app.test_request_context():
        styles = render_template_string("{{ joined_styles('users') }}")
        scripts = render_template_string("{{ joined_modules('users') }}")
    who = visitor(None)
    for address, media_type in ((styles, "text/css"), (scripts, "text/javascript")):
        answer = who.get(address)
        assert (answer.status_code, answer.mimetype) == (200, media_type)
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert who.get(address + "0").headers["Cache-Control"] == "no-cache"
        assert who.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert styles.startswith("/static/css/joined-users.css?v=")
    assert scripts.startswith("/static/js/joined-plain.js?v=")


@pytest.mark.parametrize(
    "path",
    [
        "css/joined-no_such.css",
        "css/joined-tokens.css",
        "css/joined-shell+shell.css",
        "css/joined-" + "+".join(["shell"] * 20_000) + ".css",
        "js/joined-page/every_page.js",
        "js/joined-page//every_page.js",
        "js/joined-users.js",
        "css/joined-...css",
        "js/joined-../app.js",
        "js/joined-+.js",
    ],
)
def test_nothing_but_what_pages_have_is_joined(visitor: Visit, path: str) -> None:
    assert visitor(None).get(f"/static/{path}").status_code == 404


def test_every_page_names_files_that_there_are() -> None:
    pages = "".join(path.read_text("utf-8") for path in shipped("templates").glob("*.html"))
    named = set(re.findall(r'set bundle = "(\w+)"', pages))
    # "draw" is fetched by the commune's page when somebody begins to draw.
    assert named | {"plain", "draw"} == {name for bundles in BUNDLES.values() for name in bundles}
    for kind, bundles in BUNDLES.items():
        for names in bundles.values():
            assert len(set(names)) == len(names)
            assert all((FOLDER / kind / f"{name}.{kind}").is_file() for name in names)
