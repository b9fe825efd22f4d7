"""Options that narrow an export to some of the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from landtrack.domain.selection import DAYS, KIND, LISTS, NAMES, Selection, read_selection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Command = Callable[..., None]

HELP = {
    "status": "Only cases with this status",
    "band": "Only cases of this band",
    "kind": "Only this kind of violation",
    "found_from": "Found on this day or later",
    "found_until": "Found on this day or before",
    "effective_from": "Status effective since this day or later",
    "effective_until": "Status effective since this day or before",
}


def selection_options(command: Command) -> Command:
    """Add the options of a selection; those that may be given several times hold any of what is given."""
    options = [click.option("--unit", multiple=True, metavar="CODE", help="Only this unit of the frame (repeatable).")]
    for name, terms in LISTS.items():
        told = f"{HELP[name]} (repeatable): {', '.join(terms)}."
        options.append(click.option(f"--{name}", multiple=True, metavar=name.upper(), help=told))
    told = f"{HELP[KIND]} (repeatable): a code of `landtrack table list kind`."
    options.append(click.option(f"--{KIND}", multiple=True, metavar="KIND", help=told))
    options += [click.option(f"--{name.replace('_', '-')}", metavar="DAY", help=f"{HELP[name]}.") for name in DAYS]
    for option in reversed(options):
        command = option(command)
    return command


def chosen_selection(choices: Mapping[str, Any]) -> Selection:
    """Return the selection that the options ask for; Refusal for what may not be chosen."""
    texts = {name: choices[name] or () for name in NAMES}
    return read_selection({name: (found,) if isinstance(found, str) else found for name, found in texts.items()})
