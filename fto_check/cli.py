"""The command line: options to arguments, outcome to exit code. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from fto_check.exits import Exit, help_text
from fto_check.formats import Format, render

if TYPE_CHECKING:
    from fto_check.errors import Problem
    from fto_check.report import Report

PIPE_WIDTH = 120
"""The width where stdout is no terminal and COLUMNS is unset."""


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


@app.command(epilog=help_text())
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Profiles (YAML), folders of them, or - for standard input."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="The format on standard output.")] = Format.TABLE,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Judge on this day: its law, and facts up to it. Default: today."),
    ] = None,
    known_by: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Count only sources published by this day. Default: hindsight."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the statuses; no remarks but errors.")] = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input in messages.")
    ] = "<stdin>",
) -> None:
    """Validate profiles, assess them, and print an evidence table for each criterion."""
    from fto_check.checking import check_paths
    from fto_check.errors import NoLawError, Severity
    from fto_check.official.record import load_record
    from fto_check.statute import load_statute

    day = _read_day("--as-of", as_of) or date.today()
    known = _read_day("--known-by", known_by)
    files, missing = _expand(paths or [], stdin_filename)
    try:
        statute = load_statute()
        statute.version_on(day)
        shown = form is not Format.TABLE or not quiet  # the bare statuses say nothing of confidence
        record = load_record()
        report = check_paths(files, statute, day, known, record=record, confidence=shown) if files else None
    except NoLawError as error:
        raise _usage(str(error)) from None
    for problem in report.problems if report is not None else ():
        if not quiet or problem.severity is Severity.ERROR:
            _say_problem(problem)
    if report is not None:
        _write(report, form, quiet=quiet)
        if not quiet:
            _say_counts(report)
    for message in missing:
        _say(f"fto-check: {message}")
    if missing:
        raise typer.Exit(Exit.USAGE)
    if report is None:
        raise _usage("nothing to check: name a profile or a folder of them")
    raise typer.Exit(Exit.PROFILE if report.has_errors else Exit.OK)


def _read_day(option: str, text: str | None) -> date | None:
    from fto_check.dates import parse_day

    if text is None:
        return None
    try:
        return parse_day(text.strip())
    except ValueError as error:
        raise _usage(f"{option}: {error}") from None


def _usage(message: str) -> typer.Exit:
    _say(f"fto-check: {message}")
    return typer.Exit(Exit.USAGE)


def _expand(paths: list[str], stdin_filename: str) -> tuple[list[tuple[str, bytes | None]], list[str]]:
    """Return the files that paths stand for, each once, and what is wrong with the paths that stand for none."""
    from fto_check.checking import find_files
    from fto_check.source import MAX_BYTES

    files: dict[str, bytes | None] = {}
    wrong: list[str] = []
    for name in paths:
        if name == "-":
            files.setdefault(stdin_filename, sys.stdin.buffer.read(MAX_BYTES + 1))
            continue
        path = Path(name)
        try:
            if path.is_dir():
                found = find_files(path)
                if not found:
                    wrong.append(f"nothing to check: no *.yaml or *.yml in the folder {_shown(name)}")
                for file in found:
                    files.setdefault(str(file), None)
            elif not os.path.lexists(path):
                wrong.append(f"there is no file or folder {_shown(name)}")
            else:
                files.setdefault(str(path), None)
        except (OSError, ValueError) as error:
            wrong.append(f"{_shown(name)} cannot be read: {getattr(error, 'strerror', None) or error}")
    return list(files.items()), wrong


def _shown(name: str) -> str:
    from fto_check.inert import inert

    return inert(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _say(message: str) -> None:
    print(message.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), file=sys.stderr)


def _say_problem(problem: Problem) -> None:
    from fto_check.inert import inert

    _say(inert(str(problem)))


def _say_counts(report: Report) -> None:
    counts = report.summary
    said = f"{counts['profiles']} {'profile' if counts['profiles'] == 1 else 'profiles'} checked"
    said += f", {counts['invalid']} invalid" if counts["invalid"] else ""
    said += f", {counts['expectations'] - counts['unmet_expectations']} of {counts['expectations']} expectations met"
    _say(said)


def _write(report: Report, form: Format, *, quiet: bool) -> None:
    rendered = render(report, form, quiet=quiet)
    try:
        if isinstance(rendered, str):
            sys.stdout.write(rendered)
        else:
            _console().print(rendered)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has had enough (`| head`); nobody is left to tell.
        _drop_stdout()
    except OSError as error:
        _drop_stdout()
        raise _usage(f"the report cannot be written: {error.strerror or error}") from None


def _drop_stdout() -> None:
    """Send what is still buffered nowhere, so that leaving does not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _console() -> Any:
    from rich.console import Console

    columns = os.environ.get("COLUMNS", "")
    asked = columns.isdigit() and int(columns) > 0
    width = int(columns) if asked else None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)
