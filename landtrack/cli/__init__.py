"""The command line. The group knows its commands by name only and imports one when it runs: --help answers at once."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

import click

import landtrack

# Command → (module of landtrack.cli, the line that --help shows).
COMMANDS = {
    "attachments": ("attachments", "Compare every attached file with its hash."),
    "audit": ("audit", "Check the log and what is computed from it."),
    "backup": ("backup", "Copy the register while others write."),
    "campaigns": ("targets", "Print campaigns and how their targets stand."),
    "check": ("check", "Print what in the register a person should look at."),
    "crs": ("crs", "Say what coordinates mean: order, zone, datum shift."),
    "demo": ("demo", "Make the demo register (if absent) and serve it."),
    "diff": ("diff", "Print why the figures of two moments differ."),
    "due": ("due", "Print what is overdue and what is due soon."),
    "exclude": ("status", "Take a case out of the figures, with a reason."),
    "export": ("export", "Write the cases as a file, or check such a file."),
    "import": ("import_", "Bring in the cases of a file."),
    "imports": ("import_", "List the imports."),
    "in-hand": ("status", "Mark a case as in hand."),
    "init": ("init", "Make an empty register, or bring one to this version."),
    "partly-resolve": ("status", "Mark a part of a case as resolved."),
    "progress": ("progress", "Print how many cases are resolved, by unit and band."),
    "quotes": ("quotes", "Print quoted figures beside the computed ones."),
    "rebuild": ("rebuild", "Compute the derived figures table anew from the log."),
    "remind": ("remind", "Send each chair and officer what is due."),
    "reopen": ("status", "Open a case again."),
    "report": ("report", "Make reports; list and show those that were issued."),
    "resolve": ("status", "Mark a case as resolved for good."),
    "serve": ("serve", "Serve the register to browsers."),
    "step": ("steps", "Record minutes, decision, receipt; found complex."),
    "table": ("table", "List and change the office's own tables."),
    "targets": ("targets", "Print targets: reached, on course or behind."),
    "undo": ("status", "Undo the last change of a case."),
    "undo-import": ("import_", "Take back an import as a whole."),
    "units": ("units", "Load official boundaries of area units."),
    "user": ("user", "Add users, set passwords, disable accounts."),
}


class CommandGroup(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, importing its module."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"landtrack.cli.{COMMANDS[cmd_name][0]}")
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(module, f"{name}_" if iskeyword(name) else name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_module, line) in sorted(COMMANDS.items())])


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(landtrack.__version__, prog_name="landtrack")
def group() -> None:
    """Follow land-use violations until each is resolved for good (sổ theo dõi xử lý vi phạm đất đai).

    Every command takes --database URL (or LANDTRACK_DATABASE_URL) and acts as --user NAME, by default the system
    account.
    """


def main() -> None:
    """Run the command line; a refusal is one clear sentence on standard error and exit code 2."""
    from landtrack.cli.ending import run

    run(group)
