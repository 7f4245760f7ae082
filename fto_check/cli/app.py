"""The commands, each loaded when it is called.

They stand apart from the package, so that `__main__` imports the exit codes, and handles signals, before typer loads.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from fto_check.cli.exits import help_text

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "Validate profiles, assess them, show the evidence."),
    "why": ("why", "How the statuses follow, and what flips them."),
    "compare": ("compare", "Organizations side by side."),
    "claims": ("claims", "What a source says, held against the rest."),
    "diff": ("diff", "What changed between two revisions."),
    "sources": ("sources", "The sources, and what rests on each."),
    "record": ("record", "The official list on a day, and decisions."),
    "new": ("author", "Write a commented profile that validates."),
    "explain": ("explain", "The statute, an element, the method, a code."),
    "schema": ("author", "The JSON Schema of a profile, or of an output."),
}
"""Each command: the module of this folder that has the function of its name, and its line in the list of commands."""


class _Commands(TyperGroup):
    """A group that loads the command only when it is called; words that name no command belong to `check`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {"--help", "-h", "--install-completion", "--show-completion"}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        return name, _load_command(name) if name is not None else None, rest  # None: a shell completes the word


app = typer.Typer(
    cls=_Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=help_text(),
)


@app.callback()
def _top() -> None:
    """Check, fact by fact, whether cited evidence about an organization bears out the three criteria of Section 219.

    fto-check PROFILE… is short for fto-check check PROFILE…. The answer is never a designation and never legal advice.
    """


def _stand_in() -> None:
    """Stand for a command in the list: to load its own options would take a third of the time of `--help`."""


for command, (_, said) in COMMANDS.items():
    app.command(command, short_help=said)(_stand_in)


def _load_command(name: str) -> Any:
    """Return a command with its options."""
    module, said = COMMANDS[name]
    alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    alone.command(name, epilog=help_text(), short_help=said)(getattr(import_module(f"fto_check.cli.{module}"), name))
    return get_command(alone)
