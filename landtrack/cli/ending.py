"""How a command ends when something is refused: one sentence, no trace, exit code 2."""

from __future__ import annotations

import os
import sys

import click

from landtrack.domain.errors import Refusal
from landtrack.messages import Catalogue, catalogue

REFUSED = 2
INTERRUPTED = 130


def language() -> str:
    """Return the language of the terminal's sentences; a wrong setting is complained of elsewhere."""
    return "en" if os.environ.get("LANDTRACK_LANGUAGE") == "en" else "vi"


def words() -> Catalogue:
    """Return the catalogue of the terminal's language."""
    return catalogue(language())


def run(group: click.Group) -> None:
    """Run the group and exit the process with what it says."""
    try:
        group.main(standalone_mode=False)
    except Refusal as refusal:
        click.echo(words().sentence(refusal), err=True)
        sys.exit(REFUSED)
    except click.ClickException as error:
        click.echo(words().text("The command is not right. See its --help."), err=True)
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(words().text("Interrupted. Nothing was changed."), err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output (head, less) went away; that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
