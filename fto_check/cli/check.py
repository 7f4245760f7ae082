"""The command `check`: validate, assess, print an evidence table for each criterion."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from fto_check.cli import options
from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, expand, open_record, read_assumptions, read_day, read_settings, require_law
from fto_check.cli.io import say, say_all, say_excluded, shown, usage, watch, write, write_file
from fto_check.cli.remarks import Remarks
from fto_check.views.check.formats import Detail, Format, Trait, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fto_check.cli.config import Config
    from fto_check.cli.inputs import Found
    from fto_check.problems.problems import Problem
    from fto_check.runs.check import Question
    from fto_check.runs.gates import AnyGate
    from fto_check.runs.report import Counts, InvalidProfile
    from fto_check.views.check.ndjson import ProfileLines


def check(
    paths: options.Paths = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="The format on standard output.")] = Format.TABLE,
    outputs: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="FORMAT:PATH", help="Write the report to a file too; repeatable."),
    ] = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    assume: options.Assume = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LIST",
            help="Exit with 1 if a status or code of the list occurs, or any warning: not-met,FTO218,warning.",
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 where it would be 1.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the answer; no remarks but errors.")] = False,
    criterion: Annotated[
        str | None,
        typer.Option(metavar="ID", help="All facts of one criterion.", autocompletion=options.criteria),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="All facts, how each status follows, every element, the sources.")
    ] = False,
    tables: Annotated[bool, typer.Option("--tables", help="Of several profiles, a report for each.")] = False,
    warnings: Annotated[bool, typer.Option("--warnings", help="Draw the warnings, which are counted else.")] = False,
    no_pager: options.NoPager = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input in messages.")
    ] = STDIN,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Validate profiles, assess them, and print an evidence table for each criterion."""
    from fto_check.law.statute import load_statute
    from fto_check.runs.check import Question, check_each, gather, show_each

    settings = read_settings(config, isolated)
    detail = _read_detail(form, criterion, quiet=quiet, full=full, tables=tables)
    files = _read_outputs(outputs or [])
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    gates = _read_gates(fail_on, settings)
    found = expand(paths or [str(settings.root / path) for path in settings.paths], stdin_filename, settings)
    _refuse_inputs(files, found)
    if not found.files and not found.excluded and not found.wrong:
        raise usage("nothing to check: name a profile or a folder of them")
    # The bare statuses show neither confidence nor warnings, so none are worked out unless a gate asks for one.
    in_full = not (quiet and form.is_bare_when_quiet) or bool(files) or any(gate.status is None for gate in gates)
    statute = load_statute()
    require_law(statute, day)
    taken = read_assumptions(assume, statute, day)
    if day > date.today() and not quiet:
        say(f"fto-check: {day} lies ahead: what happens until then is not in any profile")
    question = Question(
        statute,
        day,
        known,
        open_record(settings),
        gates,
        today=date.today(),
        assumptions=taken,
        warnings=in_full,
        reasons=(form.has_reasons and not quiet) or any(output.has_reasons for output, _ in files),
        max_list_age=settings.max_list_age,
    )
    others = _find_others(paths, stdin_filename, settings, found)
    detail = replace(detail, warnings=warnings, asked=_list_asked(as_of, known_by, assume))
    remarks = Remarks(quiet=quiet, draw_warnings=warnings)
    if found.files and form.streams and all(output is form for output, _ in files):
        view = form.load()
        lines = watch(show_each(found.files, question, view.show, others), len(found.files))
        counts = _write_lines(view, remarks.noting(lines), question, [path for _, path in files], found.wrong)
    else:
        # Bare statuses are worked out here: another process would take as long to send its reports.
        results = watch(check_each(found.files, question, others, spread=in_full), len(found.files))
        report = gather(question, remarks.noting(results))
        counts = report.counts
        for output, path in files:
            found.wrong += filter(None, [write_file(path, render(report, output, detail=detail))])
        if found.files or found.excluded:
            write(render(report, form, quiet=quiet, detail=detail), paged=full and not no_pager)
    if found.files or found.excluded:
        remarks.say_end(counts)
    if not quiet:
        say_excluded(found.excluded)
    say_all(found.wrong)
    raise typer.Exit(_choose_exit(counts, found.wrong, exit_zero=exit_zero))


def _read_detail(form: Format, criterion: str | None, *, quiet: bool, full: bool, tables: bool) -> Detail:
    """Return how much the reader asks for; only the table has more than one length."""
    from fto_check.law.statute import load_statute

    asked = {"--full": full, "--tables": tables, "--criterion": criterion is not None}
    given = [name for name, is_given in asked.items() if is_given]
    if given and quiet:
        raise usage(f"{given[0]} and --quiet exclude each other")
    if given and Trait.DETAILED not in form.traits:
        raise usage(f"{given[0]} is for the table: {form} has one length")
    if criterion is None:
        return Detail(full=full, tables=tables)
    criteria = load_statute().criteria
    word = criterion.strip().casefold().replace("-", "_")
    names = {name: one.id for one in criteria for name in (one.id, one.heading.casefold())}
    if word not in names:
        raise usage(f"--criterion: there is no criterion '{criterion}' (write {', '.join(one.id for one in criteria)})")
    return Detail(full=full, tables=tables, criterion=names[word])


def _list_asked(as_of: str | None, known_by: str | None, assume: list[str] | None) -> tuple[str, ...]:
    """Return the options that decide what is asked, for the commands that a report names."""
    given = [("--as-of", as_of), ("--known-by", known_by), *(("--assume", one) for one in assume or ())]
    return tuple(word for option, value in given if value is not None for word in (option, value.strip()))


def _choose_exit(counts: Counts, wrong: list[str], *, exit_zero: bool) -> Exit:
    """Return the exit code: a bug goes before a fault in the command line, and that before a fault in a profile."""
    if counts.has_bugs:
        return Exit.BUG
    if wrong:
        return Exit.USAGE
    return Exit.PROFILE if counts.has_errors and not exit_zero else Exit.OK


def _refuse_inputs(files: list[tuple[Format, str]], found: Found) -> None:
    """Refuse outputs that would overwrite a profile."""
    read = {os.path.realpath(path) for path, raw in found.files if raw is None}
    for _, path in files:
        if os.path.realpath(path) in read:
            raise usage(f"--output: {path} is one of the profiles")


class _Sink:
    """A file that takes lines; a failure is noted in `wrong`, and the other outputs go on."""

    def __init__(self, path: str, wrong: list[str]) -> None:
        from fto_check.system.files import open_whole

        self.path, self.wrong = path, wrong
        self.open = open_whole(path)
        self.stream: IO[str] | None = None
        with self._noting():
            self.stream = self.open.__enter__()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.stream = None
            self.wrong.append(f"{shown(self.path)} cannot be written: {error.strerror or error}")

    def put(self, line: str) -> None:
        """Write a line, unless the file has failed before."""
        if self.stream is not None:
            with self._noting():
                try:
                    self.stream.write(line)
                except OSError:
                    self.open.__exit__(*sys.exc_info())  # the unfinished file is deleted now
                    raise

    def close(self, *raised: Any) -> None:
        """Give the file its name; if an error was raised, leave the old file as it was."""
        if self.stream is not None:
            with self._noting():
                self.open.__exit__(*raised)


def _write_lines(
    view: Any, found: Iterable[ProfileLines | InvalidProfile], question: Question, paths: list[str], wrong: list[str]
) -> Counts:
    """Write the lines of each file as it comes; only the counts and the problems of invalid files are kept."""
    from fto_check.runs.report import Counts, InvalidProfile
    from fto_check.version import VERSION

    counts = Counts()
    law = question.statute.version_on(question.as_of)
    sinks = [_Sink(path, wrong) for path in paths]

    def put(line: str) -> None:
        write(line)
        for sink in sinks:
            sink.put(line)

    try:
        put(view.run_line(VERSION, question.as_of, question.known_by, question.statute, law))
        invalid: list[Problem] = []
        for result in found:
            if isinstance(result, InvalidProfile):
                counts += Counts.of_file(result)
                invalid += result.problems
            else:
                counts += result.counts
                for line in result.lines:
                    put(line)
        for problem in invalid:
            put(view.problem_line(problem))
        put(view.summary_line(counts.summary))
    except BaseException:
        for sink in sinks:
            with suppress(BaseException):
                sink.close(*sys.exc_info())
        raise
    for sink in sinks:
        sink.close(None, None, None)
    return counts


def _read_gates(given: list[str] | None, settings: Config) -> tuple[AnyGate, ...]:
    from fto_check.runs.gates import parse_gates

    if given is None:
        return settings.fail_on
    try:
        return parse_gates(given)
    except ValueError as error:
        raise usage(f"--fail-on: {error}") from None


def _read_outputs(given: list[str]) -> list[tuple[Format, str]]:
    """Return the format and path of each FORMAT:PATH; a fault is an error before any work is done."""
    from pathlib import Path

    from fto_check.problems.problems import did_you_mean

    outputs: list[tuple[Format, str]] = []
    for text in given:
        name, colon, path = text.partition(":")
        if not colon or not path:
            raise usage(f"--output: '{text}' is not FORMAT:PATH, such as sarif:fto-check.{Format.SARIF.suffix}")
        if name not in set(Format):
            hint = did_you_mean(name, list(Format)) or "write " + ", ".join(Format)
            raise usage(f"--output: there is no format '{name}' ({hint})")
        if path == "-":
            raise usage("--output: - is no file; --format is what goes to standard output")
        if os.path.realpath(path) in [os.path.realpath(other) for _, other in outputs]:
            raise usage(f"--output: two reports would be written to {path}")
        if not Path(path).parent.is_dir():
            raise usage(f"--output: there is no folder {Path(path).parent}")
        if Path(path).is_dir():
            raise usage(f"--output: {path} is a folder")
        outputs.append((Format(name), path))
    return outputs


def _find_others(paths: list[str] | None, stdin_filename: str, settings: Config, found: Found) -> list[str]:
    """Return the other profiles of the configured folders if only some files are named, as pre-commit does."""
    if not paths or not settings.paths:
        return []
    named = {os.path.abspath(path) for path, _ in found.files} | {os.path.abspath(stdin_filename)}
    everything = expand([str(settings.root / path) for path in settings.paths], "", settings)
    found.wrong += everything.wrong
    return [path for path, _ in everything.files if os.path.abspath(path) not in named]
