"""The command `compare`: organizations side by side, criterion by criterion and element by element."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, expand, open_record, read_assumptions, read_day, read_settings, require_law
from fto_check.cli.io import say, say_all, say_left_out, say_problem, usage, watch, write
from fto_check.cli.left_out import read_without, require_in_report
from fto_check.cli.suggest import format_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fto_check.law.status import Status
    from fto_check.law.statute import Statute
    from fto_check.runs.report import InvalidProfile, ProfileReport
    from fto_check.runs.side_by_side import Comparison

SAID_WARNINGS = ("FTO202", "FTO204", "FTO218")
"""The warnings that matter to a comparison: an official status that is unclear, one
organization in two files, "not listed" by an old list."""


class CompareFormat(StrEnum):
    """The formats of `compare`."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


def compare(
    paths: options.Paths = None,
    form: Annotated[CompareFormat, format_option(CompareFormat)] = CompareFormat.TABLE,
    criteria: Annotated[bool, typer.Option("--criteria", help="Only the three criteria as rows.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Every branch and element as a row. Default: those that evidence names.")
    ] = False,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="name, overall, official, or a criterion or element: the greatest status first. Default: as given.",
            autocompletion=options.sort_keys,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="LIST", help="Only organizations with these overall statuses: met,contested."),
    ] = None,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    assume: options.Assume = None,
    without: options.Without = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Put organizations side by side: each criterion and element, with the independent origins for and against."""
    from fto_check.law.statute import load_statute
    from fto_check.runs.check import Question, check_each, gather
    from fto_check.runs.side_by_side import RowChoice
    from fto_check.runs.side_by_side import compare as put_side_by_side

    if criteria and everything:
        raise usage("--criteria and --all exclude each other")
    settings = read_settings(config, isolated)
    statute = load_statute()
    key, wanted = _read_sort(sort, statute), _read_only(only)
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    found = expand(paths or [str(settings.root / path) for path in settings.paths], STDIN, settings)
    if not found.files and not found.excluded and not found.wrong:
        raise usage("nothing to compare: name profiles or a folder of them")
    require_law(statute, day)
    taken = read_assumptions(assume, statute, day)
    left_out = read_without(without)
    question = Question(
        statute,
        day,
        known,
        open_record(settings),
        today=date.today(),
        assumptions=taken,
        max_list_age=settings.max_list_age,
        without=left_out,
    )
    results = check_each(found.files, question)
    report = gather(question, _say_problems(watch(results, len(found.files))))
    require_in_report(report)
    rows = RowChoice.CRITERIA if criteria else RowChoice.ALL if everything else RowChoice.EVIDENCE
    if found.files or found.excluded:
        _write(put_side_by_side(report, rows, sort=key, only=wanted), form)
    say_left_out(found)
    if report.invalid:
        say(f"{len(report.invalid)} of {len(found.files)} not compared: not valid")
    say_all(found.wrong)
    if report.counts.has_bugs:
        raise typer.Exit(Exit.BUG)
    if found.wrong:
        raise typer.Exit(Exit.USAGE)
    raise typer.Exit(Exit.PROFILE if report.counts.has_errors else Exit.OK)


def _say_problems(found: Iterable[ProfileReport | InvalidProfile]) -> Iterator[ProfileReport | InvalidProfile]:
    """Yield each result after its errors, and its warnings that matter to a comparison, are said."""
    from fto_check.problems.problems import Severity

    for result in found:
        for problem in result.problems:
            if problem.severity is Severity.ERROR or problem.code in SAID_WARNINGS:
                say_problem(problem)
        yield result


def _read_sort(given: str | None, statute: Statute) -> str | None:
    from fto_check.runs.side_by_side import sort_keys

    if given is None:
        return None
    key, keys = given.strip().casefold().replace("-", "_"), sort_keys(statute)
    if key not in keys:
        hint = statute.hint_for(key, keys) or "write name, overall, official, or the id of a criterion or element"
        raise usage(f"--sort: there is no '{given}' ({hint})")
    return key


def _read_only(given: list[str] | None) -> frozenset[Status]:
    from fto_check.law.status import Status
    from fto_check.runs.gates import parse_gates

    if given is None:
        return frozenset()
    known = ", ".join(str(status).replace("_", "-") for status in Status)
    try:
        gates = parse_gates(given)
    except ValueError:
        gates = ()
    if not gates or any(gate.status is None for gate in gates):
        raise usage(f"--only: '{','.join(given)}' is no list of statuses (write {known})")
    return frozenset(gate.status for gate in gates if gate.status is not None)


def _write(comparison: Comparison, form: CompareFormat) -> None:
    if form is CompareFormat.TABLE:
        from fto_check.views.compare.table import render

        write(render(comparison))
        return
    if form is CompareFormat.HTML:
        from fto_check.views.compare import html

        write(html.render(comparison))
        return
    from fto_check.views.compare import csv, json, markdown

    module = {CompareFormat.JSON: json, CompareFormat.CSV: csv, CompareFormat.MARKDOWN: markdown}[form]
    write(module.render(comparison))
