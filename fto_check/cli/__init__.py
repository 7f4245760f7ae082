"""The command line: options to arguments, outcome to exit code. Data goes to stdout, talk to stderr."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from fto_check.cli.author import new, schema
from fto_check.cli.check import check
from fto_check.cli.compare import compare
from fto_check.cli.diff import diff
from fto_check.cli.explain import explain
from fto_check.cli.record import record
from fto_check.cli.why import why
from fto_check.exits import help_text


class _CheckByDefault(TyperGroup):
    """A group in which words that name no command belong to `check`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {"--help", "-h", "--install-completion", "--show-completion"}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_CheckByDefault,
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


COMMANDS: dict[Callable[..., None], str] = {
    check: "Validate profiles, assess them, show the evidence.",
    why: "How the statuses follow, and what flips them.",
    compare: "Organizations side by side.",
    diff: "What changed between two revisions.",
    record: "The official list on a day, and decisions.",
    new: "Write a commented profile that validates.",
    explain: "The statute, an element, a status, a code.",
    schema: "The JSON Schema of a profile, for editors.",
}
for command, said in COMMANDS.items():
    app.command(epilog=help_text(), short_help=said)(command)
