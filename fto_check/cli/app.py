"""The commands, each of which is loaded when it is asked for.

This stands apart from the package, so that the exit codes can be had before typer is loaded: signals are handled then.
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
    "diff": ("diff", "What changed between two revisions."),
    "record": ("record", "The official list on a day, and decisions."),
    "new": ("author", "Write a commented profile that validates."),
    "explain": ("explain", "The statute, an element, the method, a code."),
    "schema": ("author", "The JSON Schema of a profile, for editors."),
}
"""Name -> the module of this folder with the function of that name, and what the list of commands says."""


class _Commands(TyperGroup):
    """A group that loads the command which was asked for, and in which words that name none belong to `check`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {"--help", "-h", "--install-completion", "--show-completion"}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        return name, _load(name) if name is not None else None, rest  # none: a word that a shell wants completed


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


def _listed() -> None:
    """Stand in the list for a command, whose own options take a third of the time of `--help` to work out."""


for command, (_, said) in COMMANDS.items():
    app.command(command, short_help=said)(_listed)


def _load(name: str) -> Any:
    """Return the command itself."""
    module, said = COMMANDS[name]
    alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    alone.command(name, epilog=help_text(), short_help=said)(getattr(import_module(f"fto_check.cli.{module}"), name))
    return get_command(alone)
