"""The command `check`: validate, assess, print an evidence table for each criterion."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, expand, open_record, read_assumptions, read_day, read_settings, require_law
from fto_check.cli.io import (
    fault,
    say,
    say_all,
    say_left_out,
    say_problem,
    shown,
    usage,
    watch,
    write,
    write_file,
)
from fto_check.cli.left_out import read_without, require_in_report
from fto_check.cli.outputs import read_outputs, refuse_inputs, told_in_reports, write_shown
from fto_check.cli.remarks import Remarks
from fto_check.cli.suggest import format_option
from fto_check.views.check.formats import Detail, Format, Trait, render

if TYPE_CHECKING:
    from fto_check.cli.config import Config
    from fto_check.cli.inputs import Found
    from fto_check.runs.check import Question
    from fto_check.runs.gates import AnyGate
    from fto_check.runs.report import Counts, Report
    from fto_check.runs.since import Baseline


def check(
    paths: options.Paths = None,
    form: Annotated[Format, format_option(Format, "The format on standard output.")] = Format.TABLE,
    outputs: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="FORMAT:PATH", help="Write the report to a file too; repeatable."),
    ] = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    assume: options.Assume = None,
    without: options.Without = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LIST",
            help="Exit with 1 if a status or code of the list occurs, or any warning: not-met,FTO218,warning.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Leave out warnings, such as FTO212; the closing line counts them."),
    ] = None,
    new_since: Annotated[
        str | None,
        typer.Option(
            metavar="REV", help="Only warnings that came since this git revision, or since the branch left it."
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 where it would be 1.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only the answer, errors, what a gate fails on.")
    ] = False,
    criterion: Annotated[
        str | None,
        typer.Option(metavar="ID", help="All facts of one criterion.", autocompletion=options.criteria),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="All facts, how each status follows, every element, the sources.")
    ] = False,
    tables: Annotated[bool, typer.Option("--tables", help="Of several profiles, a report for each.")] = False,
    warnings: Annotated[bool, typer.Option("--warnings", help="Draw the warnings, which are counted else.")] = False,
    show_files: Annotated[bool, typer.Option("--show-files", help="List the files to check, and stop.")] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the settings that hold, and stop.")
    ] = False,
    no_pager: options.NoPager = False,
    stdin_filename: Annotated[
        str, typer.Option(metavar="NAME", help="What to call standard input in messages.")
    ] = STDIN,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Validate profiles, assess them, and print an evidence table for each criterion."""
    files = read_outputs(outputs or [])
    with told_in_reports(form, files):
        written = (form, *(output for output, _ in files))
        detail = _read_detail(written, criterion, quiet=quiet, full=full, tables=tables)
        settings = read_settings(config, isolated)
        rules = _read_rules(fail_on, ignore, settings)
        day = read_day("--as-of", as_of) or settings.as_of or date.today()
        known = read_day("--known-by", known_by)
        if show_settings:
            _show_settings(settings, day, rules, as_of)
            return
        found = expand(paths or [str(settings.root / path) for path in settings.paths], stdin_filename, settings)
        if not found.files and not found.excluded and not found.wrong:
            raise usage("nothing to check: name a profile or a folder of them")
        if show_files:
            _show_files(found)
            return
        # The bare statuses show neither confidence nor warnings, so none are worked out unless a gate asks for one.
        in_full = not (quiet and form.is_bare_when_quiet) or bool(files) or rules.ask_for_warnings
        others = _find_others(paths, stdin_filename, settings, found)
        question = _read_question(
            settings, rules, day, known, assume, _open_baseline(new_since, found, others), in_full=in_full
        )._replace(without=read_without(without))
    refuse_inputs(files, found, settings)
    if day > date.today() and not quiet:
        say(f"fto-check: {day} lies ahead: what happens until then is not in any profile")
    reasons = (form.has_reasons and not quiet) or any(output.has_reasons for output, _ in files)
    question = question._replace(reasons=reasons)
    detail = replace(detail, warnings=warnings, asked=_list_asked(as_of, known_by, assume, without))
    remarks = Remarks(quiet=quiet, draw_warnings=warnings, since=new_since)
    counts = _run(question, found, others, form, files, detail, remarks, quiet=quiet, paged=full and not no_pager)
    if found.files or found.excluded:
        remarks.say_end(counts)
    say_left_out(found, quiet=quiet)
    say_all(found.wrong)
    raise typer.Exit(_choose_exit(counts, found.wrong, exit_zero=exit_zero))


def _run(
    question: Question,
    found: Found,
    others: list[str],
    form: Format,
    files: list[tuple[Format, str]],
    detail: Detail,
    remarks: Remarks,
    *,
    quiet: bool,
    paged: bool,
) -> Counts:
    """Check the files and write the reports; return the counts of the run."""
    from fto_check.runs.check import check_each, gather

    faults = tuple(fault(message) for message in found.wrong)
    formats = (form, *(output for output, _ in files))
    overview = form is Format.TABLE and len(found.files) > 1 and not detail.is_of_each
    light = all(one.needs_no_assessments or (overview and one is form) for one in formats)
    # What no file has is an error before anything is written, so the files are read first where something is left out.
    if found.files and light and not question.without:
        from fto_check.runs.shown import show_each
        from fto_check.views.check.writing import Shower

        results = watch(show_each(found.files, question, Shower(formats), others), len(found.files))
        report, lone = write_shown(remarks.noting(results), question, form, files, faults, found.wrong, quiet=quiet)
        if overview and lone is not None:  # one valid profile among files that are not: its table, and no overview
            whole = gather(question, check_each([one for one in found.files if one[0] in lone], question))
            write(render(whole._replace(faults=faults), form, quiet=quiet, detail=detail))
        return report.counts
    results = watch(check_each(found.files, question, others, spread=question.warnings), len(found.files))
    report = gather(question, remarks.noting(results))._replace(faults=faults)
    if question.without:
        _require_left_out(report, remarks, quiet=quiet)
    for output, path in files:
        found.wrong += filter(None, [write_file(path, render(report, output, detail=detail))])
    if found.files or found.excluded or Trait.TELLS_FAULTS in form.traits:
        write(render(report, form, quiet=quiet, detail=detail), paged=paged)
    return report.counts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What fails a run, what is left out of it, and which reminders are in it."""

    gates: tuple[AnyGate, ...]
    ignore: tuple[str, ...]
    remind: tuple[str, ...]

    @property
    def ask_for_warnings(self) -> bool:
        """Whether the exit code depends on warnings."""
        return any(gate.status is None for gate in self.gates)


def _read_rules(fail_on: list[str] | None, ignore: list[str] | None, settings: Config) -> _Rules:
    """Return the rules of the command line, else of the settings."""
    from fto_check.cli.config import read_ignored
    from fto_check.runs.gates import codes_of, parse_gates

    try:
        gates = settings.fail_on if fail_on is None else parse_gates(fail_on)
    except ValueError as error:
        raise usage(f"--fail-on: {error}") from None
    try:
        ignored = settings.ignore if ignore is None else read_ignored(ignore)
    except ValueError as error:
        raise usage(f"--ignore: {error}") from None
    if both := sorted(codes_of(gates) & set(ignored)):
        raise usage(f"{', '.join(both)} is to be ignored and to fail the run: name it in one of the two")
    return _Rules(gates=gates, ignore=ignored, remind=settings.remind)


def _read_question(
    settings: Config,
    rules: _Rules,
    day: date,
    known: date | None,
    assume: list[str] | None,
    baseline: Baseline | None,
    *,
    in_full: bool,
) -> Question:
    from fto_check.law.statute import load_statute
    from fto_check.runs.check import Question

    statute = load_statute()
    require_law(statute, day)
    return Question(
        statute,
        day,
        known,
        open_record(settings),
        rules.gates,
        today=date.today(),
        assumptions=read_assumptions(assume, statute, day),
        warnings=in_full,
        max_list_age=settings.max_list_age,
        ignore=frozenset(rules.ignore),
        remind=frozenset(rules.remind),
        baseline=baseline,
    )


def _open_baseline(revision: str | None, found: Found, others: list[str]) -> Baseline | None:
    """Return what the revision has of the files; None where all warnings are asked for."""
    if revision is None:
        return None
    from fto_check.runs.revisions import RevisionAsked, RevisionError
    from fto_check.runs.since import open_baseline

    try:
        asked = RevisionAsked(name=revision, today=date.today())
        return open_baseline(asked, [*found.files, *((path, None) for path in others)])
    except RevisionError as error:
        raise usage(f"--new-since: {error}") from None


def _show_files(found: Found) -> None:
    """Print the files that a run would check, one a line."""
    write("".join(f"{shown(path)}\n" for path, _ in found.files))
    say_left_out(found)
    say_all(found.wrong)
    if found.wrong:
        raise typer.Exit(Exit.USAGE)


def _show_settings(settings: Config, day: date, rules: _Rules, as_of: str | None) -> None:
    """Print the settings that hold, as the table that would set them."""
    from fto_check.cli.config import TABLE, as_toml

    given = settings._replace(fail_on=rules.gates, ignore=rules.ignore)
    if as_of is not None:
        given = given._replace(as_of=day)
    where = shown(str(settings.file)) if settings.file is not None else f"no pyproject.toml with {TABLE}"
    write(f"# {where}\n{TABLE}\n{as_toml(given)}")


def _require_left_out(report: Report, remarks: Remarks, *, quiet: bool) -> None:
    """Refuse what no file has, after the errors of files that are not valid: they may have it."""
    try:
        require_in_report(report, quiet=quiet)
    except typer.Exit:
        for problem in remarks.errors:
            say_problem(problem, brief=quiet)
        raise


def _read_detail(
    forms: tuple[Format, ...], criterion: str | None, *, quiet: bool, full: bool, tables: bool
) -> Detail:  # fmt: skip
    """Return how much the reader asks for; only the table has more than one length, and html a page for each."""
    from fto_check.law.statute import load_statute

    asked = {"--full": full, "--tables": tables, "--criterion": criterion is not None}
    given = [name for name, is_given in asked.items() if is_given]
    if given and quiet:
        raise usage(f"{given[0]} and --quiet exclude each other")
    for name in given:
        wanted = Trait.DETAILED | Trait.EACH if name == "--tables" else Trait.DETAILED
        if not any(form.traits & wanted for form in forms):
            raise usage(f"{name} is for the table: {forms[0]} has one length")
    if criterion is None:
        return Detail(full=full, tables=tables)
    criteria = load_statute().criteria
    word = criterion.strip().casefold().replace("-", "_")
    names = {name: one.id for one in criteria for name in (one.id, one.heading.casefold())}
    if word not in names:
        raise usage(f"--criterion: there is no criterion '{criterion}' ({_hint_for_criterion(word)})")
    return Detail(full=full, tables=tables, criterion=names[word])


def _list_asked(
    as_of: str | None, known_by: str | None, assume: list[str] | None, without: list[str] | None
) -> tuple[str, ...]:
    """Return the options that decide what is asked, for the commands that a report names."""
    given = [("--as-of", as_of), ("--known-by", known_by), *(("--assume", one) for one in assume or ())]
    given += (("--without", one) for one in without or ())
    return tuple(word for option, value in given if value is not None for word in (option, value.strip()))


def _choose_exit(counts: Counts, wrong: list[str], *, exit_zero: bool) -> Exit:
    """Return the exit code: a bug goes before a fault in the command line, and that before a fault in a profile."""
    if counts.has_bugs:
        return Exit.BUG
    if wrong:
        return Exit.USAGE
    return Exit.PROFILE if counts.has_errors and not exit_zero else Exit.OK


def _find_others(paths: list[str] | None, stdin_filename: str, settings: Config, found: Found) -> list[str]:
    """Return the other profiles of the configured folders if only some files are named, as pre-commit does."""
    if not paths or not settings.paths:
        return []
    named = {os.path.abspath(path) for path, _ in found.files} | {os.path.abspath(stdin_filename)}
    everything = expand([str(settings.root / path) for path in settings.paths], "", settings)
    found.wrong += everything.wrong
    return [path for path, _ in everything.files if os.path.abspath(path) not in named]


def _hint_for_criterion(word: str) -> str:
    """Return the criteria to write for a word that is none."""
    from fto_check.law.search import criteria_meant
    from fto_check.law.statute import load_statute
    from fto_check.problems.problems import either

    statute = load_statute()
    return "write " + either(criteria_meant(word, statute) or [one.id for one in statute.criteria])
