"""Our own scripts and styles, joined into one file a page: forty small requests cost a first visit half of its time.

The sources stay small files, one thing each, and run as they are in a browser. Joining knows only what they use:
``import { a, b } from "./x.js";`` at the top and ``export`` before function, class or const. Anything else is refused.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s+from\s+)?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b", re.MULTILINE)


class NotJoinableError(ValueError):
    """A module uses a kind of import or export that joining does not know."""


def joined_styles(names: tuple[str, ...], read: Callable[[str], str]) -> str:
    """Return the style sheets one after the other; all lie in one folder, so that their addresses stay right."""
    return "\n".join(read(name) for name in names)


def joined_modules(entries: tuple[str, ...], read: Callable[[str], str]) -> str:
    """Return a module that does what the entry modules do, with all that they import, each once and in order.

    ``read`` gives the text of a module by its path, such as "js/page/words.js".
    """
    parts: dict[str, str] = {}
    for entry in entries:
        _add(entry, read, parts, ())
    return "\n".join(parts.values())


def _add(path: str, read: Callable[[str], str], parts: dict[str, str], above: tuple[str, ...]) -> None:
    if path in above:
        raise NotJoinableError(" → ".join((*above, path)))
    if path in parts:
        return
    text = read(path)
    lines = []
    for names, target in _IMPORT.findall(text):
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        _add(imported, read, parts, (*above, path))
        if " as " in names:
            raise NotJoinableError(path)
        if names:
            lines.append(f"const {{ {' '.join(names.split())} }} = {_name(imported)};\n")
    body = _IMPORT.sub("", text)
    exported = ", ".join(_EXPORT.findall(body))
    body = re.sub(r"^export ", "", body, flags=re.MULTILINE) if exported else body
    if _LEFT.search(body):
        raise NotJoinableError(path)
    parts[path] = f"const {_name(path)} = (() => {{\n{''.join(lines)}{body}return {{ {exported} }};\n}})();"


def _name(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))
