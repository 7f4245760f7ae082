"""The command `record`: the official list on a day, a name in it, and how it stands beside a newer file or profiles."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, open_record, read_day, read_settings
from fto_check.cli.io import say, say_problem, shown, usage, write, write_file
from fto_check.cli.record_format import RecordFormat
from fto_check.cli.record_gates import read_gates, settle
from fto_check.cli.record_profiles import ProfilesAsked, cover, look_back
from fto_check.cli.suggest import format_option
from fto_check.cli.targets import head, refuse_target

if TYPE_CHECKING:
    from fto_check.cli.config import Config
    from fto_check.record.record import Record
    from fto_check.record.refresh import Refresh
    from fto_check.record.snapshots import Snapshot
    from fto_check.record.tags import TagComparison
    from fto_check.runs.gates import AnyGate


def record(
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]",
            help="An id, name or alias. Default: everyone on the list that day.",
            autocompletion=options.record_names,
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Hold the decisions on the organizations of these profiles against them."),
    ] = None,
    without_profile: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Who is on the list that day and has no profile here, and the reverse."),
    ] = None,
    from_file: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Hold a downloaded list against the record: SDN.CSV, SDN.XML, entities.ftm.json.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="With --from: write the refreshed record here."),
    ] = None,
    names: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer for each name of a file, one a line; - for standard input."),
    ] = None,
    accept_changes: Annotated[
        bool,
        typer.Option("--accept-changes", help="With -o: keep a record in which more than a handful of days change."),
    ] = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(metavar="LIST", help="Exit with 1 if a warning of the list occurs: FTO218,FTO202, or warning."),
    ] = None,
    form: Annotated[RecordFormat, format_option(RecordFormat)] = RecordFormat.TABLE,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="The list on this day. Default: today.")] = None,
    known_by: Annotated[
        str | None, typer.Option(metavar="DAY", help="Leave out decisions after this day. Default: hindsight.")
    ] = None,
    no_pager: options.NoPager = False,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Say who is on the official list of foreign terrorist organizations, since when and until when, on a given day.

    With --names it answers for many names. With --from it says where a downloaded list differs, and with -o keeps the
    refreshed record. With --against it holds each decision against the evidence in profiles: what it came to then, and
    in hindsight. With --without-profile it says who is listed and has no profile, and which profile has no listing. The
    names of the record are not all that there are: a name that is like one of them is unclear.
    """
    settings = read_settings(config, isolated)
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    gates = read_gates(fail_on, settings)
    if form is RecordFormat.HTML and against is None:
        raise usage("html is for --against: the list itself has the formats table, json and csv")
    if output is not None and from_file is None:
        raise usage("--output belongs to --from: it writes the refreshed record")
    if accept_changes and output is None:
        raise usage("--accept-changes belongs to --from with --output")
    if against is not None and without_profile is not None:
        raise usage("--against and --without-profile exclude each other")
    beside = against is not None or without_profile is not None
    if names is not None and (from_file is not None or beside or name):
        raise usage("--names stands alone: the names are those of the file")
    if from_file is not None:
        if beside or name:
            raise usage("--from stands alone: it holds a file against the whole record")
        if known_by is not None:
            raise usage("--known-by does not go with --from: a file is of one day")
        if fail_on:
            raise usage("--fail-on does not go with --from: it is about answers")
        _compare_file(from_file, output, form, read_day("--as-of", as_of), settings, accepted=accept_changes)
    elif against is not None or without_profile is not None:
        paths = [*(against or ()), *(without_profile or ()), *(name or ())]
        asked = ProfilesAsked(
            paths=paths, form=form, as_of=day, known_by=known, settings=settings, gates=gates, paged=not no_pager
        )
        look_back(asked) if against is not None else cover(asked)
    elif names is not None:
        _answer_names(names, form, day, known, settings, gates, paged=not no_pager)
    else:
        if name and all(one.endswith((".yaml", ".yml")) and Path(one).exists() for one in name):
            raise usage(f"{name[0]} is a file: `--against` holds decisions against the evidence in profiles")
        _look_up(" ".join(name) if name else None, form, day, known, settings, gates, paged=not no_pager)


def _look_up(
    name: str | None,
    form: RecordFormat,
    as_of: date,
    known_by: date | None,
    settings: Config,
    gates: tuple[AnyGate, ...],
    *,
    paged: bool,
) -> None:
    """Print the official list of a day, or the record's entries for a name."""
    from fto_check.record.listing import look_up, warnings_of

    listing = look_up(open_record(settings), name, as_of, known_by)
    answers = (listing.answer,) if listing.answer is not None else ()
    problems = warnings_of(listing.record, answers, as_of, settings.max_list_age)
    if form is RecordFormat.TABLE:
        from fto_check.views.record import table

        write(table.render(listing), paged=paged)
    else:
        from fto_check.views.record import csv, json

        write(json.render(listing) if form is RecordFormat.JSON else csv.render(listing))
        if listing.age:
            say(f"fto-check: the list was last read whole on {listing.list_as_of}, {listing.age} days before that day")
    settle(problems, gates)


MOST_NAMES = 1_000_000
"""Names of one file: a longer one is no list of names. It is read whole, and 100,000 names take a minute or two."""


def _answer_names(
    path: str,
    form: RecordFormat,
    as_of: date,
    known_by: date | None,
    settings: Config,
    gates: tuple[AnyGate, ...],
    *,
    paged: bool,
) -> None:
    """Print what the record says of each name of a file."""
    from fto_check.record.listing import answer_names, warnings_of

    found = answer_names(open_record(settings), _read_names(path), as_of, known_by)
    if form is RecordFormat.TABLE:
        from fto_check.views.record import names_table

        write(names_table.render(found), paged=paged)
    else:
        from fto_check.views.record import names

        write(names.render_json(found) if form is RecordFormat.JSON else names.render_csv(found))
    settle(warnings_of(found.record, found.answers, as_of, settings.max_list_age), gates)


def _read_names(path: str) -> list[str]:
    """Return the names of a file, one a line; empty lines are none."""
    from fto_check.documents.links import LEADS_OUT, leads_out
    from fto_check.documents.textfile import MAX_BYTES, decode, read_bytes
    from fto_check.problems.problems import InvalidDocumentError

    try:
        if path != "-" and leads_out(path):  # any text is a list of names, and each is printed
            raise usage(f"--names: {shown(path)} is {LEADS_OUT}: name the file itself, by its own path")
        if path == "-":
            text = decode(sys.stdin.buffer.read(MAX_BYTES + 1), STDIN)
        else:
            text = decode(read_bytes(path, "a file of names, one a line"), path)
    except InvalidDocumentError as error:
        for problem in error.problems:
            say_problem(problem)
        raise typer.Exit(Exit.USAGE) from None
    except (OSError, ValueError) as error:  # a NUL in the path
        raise usage(f"--names: {shown(path)} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    found = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not found:
        raise usage(f"there is no name in {shown(path)}")
    if len(found) > MOST_NAMES:
        raise usage(f"more than {MOST_NAMES} names in {shown(path)}")
    return found


def _compare_file(
    path: str, output: str | None, form: RecordFormat, as_of: date | None, settings: Config, *, accepted: bool
) -> None:
    """Print how a downloaded list differs from the record, and write the refreshed record to `output`."""
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.record.refresh import refresh
    from fto_check.record.tags import compare_tags

    if form is RecordFormat.CSV:
        raise usage("--from has the formats table and json; -o FILE writes the refreshed record as CSV")
    record = open_record(settings)
    try:
        snapshot = _read_snapshot(path)
    except InvalidDocumentError as error:
        for problem in error.problems:
            say_problem(problem)
        raise typer.Exit(Exit.USAGE) from None
    for problem in snapshot.problems:
        say_problem(problem)
    stated = snapshot.published if snapshot.kind == "ofac" else snapshot.seen
    day = as_of or stated
    if day is None:
        raise usage("the file does not say of which day it is: add --as-of DAY, the day on which it was downloaded")
    if snapshot.kind == "ofac":
        if output is not None:
            raise usage("an OFAC file changes no record: its tag is not the list, and it has no dates")
        _write_as(form, compare_tags(record, snapshot, day))
        return
    refreshed = refresh(record, snapshot, day)
    if output is not None:
        refuse_target("--output", output, settings._replace(record=None))  # the record in use is the one to refresh
        _write_refreshed(refreshed, record, path, output, accepted=accepted)
    _write_as(form, refreshed)
    if output is not None:
        say(f"{shown(output)} written; name it in [tool.fto-check] as record to use it")


MOST_LACKING = 5
"""The designations of the record that a whole list may lack: a file that lacks more is cut, or of another list."""


def _write_refreshed(refreshed: Refresh, record: Record, path: str, output: str, *, accepted: bool) -> None:
    """Write a refreshed record, unless it is older, incomplete, damaged, or would overwrite another file."""
    from fto_check.record.refresh import HANDFUL
    from fto_check.record.writing import LIST_AS_OF, write_record

    day, target = refreshed.record.list_as_of, Path(output)
    if day < record.list_as_of:
        raise usage(f"the file is of {day}, older than the record of {record.list_as_of}: nothing is written")
    if day > date.today():
        raise usage(f"the file is of {day}, a day to come: nothing is written")
    if refreshed.lacking > MOST_LACKING:
        said = f"the file lacks {refreshed.lacking} designations that the record has: it is cut, or of another list"
        raise usage(f"{said}; nothing is written (without -o the differences are shown)")
    if refreshed.damage is not None:
        raise usage(f"{refreshed.damage}: the file is damaged, and nothing is written (without -o it is shown)")
    doubtful = refreshed.to_accept
    if len(doubtful) > HANDFUL and not accepted:
        listed = "".join(f"\n  {change}" for change in doubtful)
        said = f"{len(doubtful)} relistings, delistings and moved days are more than a handful: nothing is written"
        raise usage(f"{said}. If the file is right, add --accept-changes. They are:{listed}")
    try:
        if target.exists() and (target.samefile(path) or LIST_AS_OF.encode() not in (head(target, 2000) or b"")):
            raise usage(f"{shown(output)} is there and holds no record: nothing is written over it")
    except OSError as error:
        raise usage(f"{shown(output)} cannot be written: {error.strerror or error}") from None
    if wrong := write_file(output, write_record(refreshed.record)):
        raise usage(wrong)


def _write_as(form: RecordFormat, found: TagComparison | Refresh) -> None:
    if form is RecordFormat.JSON:
        from fto_check.views.record import refresh_json

        write(refresh_json.render(found))
    else:
        from fto_check.views.record import refresh_table

        write(refresh_table.render(found))


def _read_snapshot(path: str) -> Snapshot:
    """Return a downloaded list, read with a bar of progress if standard error is a terminal."""
    from fto_check.record.snapshots import read_snapshot

    if not sys.stderr.isatty():
        return read_snapshot(path)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        try:
            size: int | None = Path(path).stat().st_size
        except (OSError, ValueError):
            size = None
        task = progress.add_task("reading", total=size)
        return read_snapshot(path, progress=lambda done: progress.update(task, completed=done))
