"""The command `check`: validate, assess, print an evidence table for each criterion."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.io import expand, open_record, read_day, read_settings, say, say_problem, usage, write, write_file
from fto_check.exits import Exit
from fto_check.formats import Format, render

if TYPE_CHECKING:
    from fto_check.config import Config
    from fto_check.report import Report


def check(
    paths: options.Paths = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="The format on standard output.")] = Format.TABLE,
    outputs: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="FORMAT:PATH", help="Write the report to a file too; repeatable."),
    ] = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LIST", help="Exit with 1 if a status of the list occurs, or a warning: not-met,contested,warning."
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 where it would be 1.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the statuses; no remarks but errors.")] = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input in messages.")
    ] = "<stdin>",
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Validate profiles, assess them, and print an evidence table for each criterion."""
    from fto_check.checking import Question, check_paths
    from fto_check.errors import NoLawError, Severity
    from fto_check.statute import load_statute

    settings = read_settings(config, isolated)
    files = _read_outputs(outputs or [])
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    gates = _read_gates(fail_on, settings)
    found = expand(paths or [str(settings.root / path) for path in settings.paths], stdin_filename, settings)
    report = None
    if found.files:
        shown = form is not Format.TABLE or not quiet or bool(files)  # the bare statuses say nothing of confidence
        try:
            question = Question(load_statute(), day, known, open_record(settings), gates, shown)
            report = check_paths(found.files.items(), question, _others(paths, settings))
        except NoLawError as error:
            raise usage(str(error)) from None
        for problem in report.problems:
            if not quiet or problem.severity is Severity.ERROR:
                say_problem(problem)
        for output, path in files:
            found.wrong += filter(None, [write_file(path, render(report, output, quiet=False))])
        write(render(report, form, quiet=quiet))
        if not quiet:
            _say_counts(report)
    if found.excluded and not quiet:
        say(f"{found.excluded} excluded by the configuration")
    for message in found.wrong:
        say(f"fto-check: {message}")
    if found.wrong:
        raise typer.Exit(Exit.USAGE)
    if report is None and not found.excluded:
        raise usage("nothing to check: name a profile or a folder of them")
    raise typer.Exit(Exit.PROFILE if report is not None and report.has_errors and not exit_zero else Exit.OK)


def _read_gates(given: list[str] | None, settings: Config) -> tuple[str, ...]:
    from fto_check.gates import parse_gates

    if given is None:
        return settings.fail_on
    try:
        return parse_gates(given)
    except ValueError as error:
        raise usage(f"--fail-on: {error}") from None


def _read_outputs(given: list[str]) -> list[tuple[Format, str]]:
    """Read FORMAT:PATH; what is wrong is told before any work is done."""
    from pathlib import Path

    from fto_check.errors import did_you_mean

    outputs: list[tuple[Format, str]] = []
    for text in given:
        name, colon, path = text.partition(":")
        if not colon or not path:
            raise usage(f"--output: '{text}' is not FORMAT:PATH, such as sarif:fto-check.sarif")
        if name not in set(Format):
            hint = did_you_mean(name, Format) or "write " + ", ".join(Format)
            raise usage(f"--output: there is no format '{name}' ({hint})")
        if path in [other for _, other in outputs]:
            raise usage(f"--output: two reports would be written to {path}")
        if not Path(path).parent.is_dir():
            raise usage(f"--output: there is no folder {Path(path).parent}")
        if Path(path).is_dir():
            raise usage(f"--output: {path} is a folder")
        outputs.append((Format(name), path))
    return outputs


def _others(paths: list[str] | None, settings: Config) -> list[str]:
    """Return the profiles of the configured folders where only some files are named, as pre-commit does."""
    if not paths or not settings.paths:
        return []
    named = {os.path.abspath(path) for path in expand([path for path in paths if path != "-"], "", settings).files}
    everything = expand([str(settings.root / path) for path in settings.paths], "", settings).files
    return [path for path in everything if os.path.abspath(path) not in named]


def _say_counts(report: Report) -> None:
    counts = report.summary
    said = f"{counts['profiles']} {'profile' if counts['profiles'] == 1 else 'profiles'} checked"
    said += f", {counts['invalid']} invalid" if counts["invalid"] else ""
    said += f", {counts['expectations'] - counts['unmet_expectations']} of {counts['expectations']} expectations met"
    say(said)
