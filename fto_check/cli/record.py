"""The command `record`: the official list on a day, a name in it, and how it stands beside a newer file or profiles."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.io import expand, open_record, read_day, read_settings, say, say_problem, shown, usage, write
from fto_check.exits import Exit

if TYPE_CHECKING:
    from fto_check.config import Config


class RecordFormat(StrEnum):
    """The formats of `record`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def record(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]", help="An id, name or alias. Default: everyone on the list that day."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Hold the decisions on the organizations of these profiles against them."),
    ] = None,
    form: Annotated[RecordFormat, typer.Option("--format", "-f", help="The format.")] = RecordFormat.TABLE,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="The list on this day. Default: today.")] = None,
    known_by: Annotated[
        str | None, typer.Option(metavar="DAY", help="Leave out decisions after this day. Default: hindsight.")
    ] = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Say who is on the official list of foreign terrorist organizations, since when and until when, on a given day.

    With --against it holds each decision against the evidence in profiles: what it came to then, and in hindsight.
    """
    settings = read_settings(config, isolated)
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    if against is not None:
        _look_back([*against, *(name or ())], form, day, known, settings)
    else:
        _look_up(" ".join(name) if name else None, form, day, known, settings)


def _look_up(name: str | None, form: RecordFormat, as_of: date, known_by: date | None, settings: Config) -> None:
    """Print the list of a day, or what the record holds of a name."""
    from fto_check.official.listing import look_up

    listing = look_up(open_record(settings), name, as_of, known_by)
    if form is RecordFormat.TABLE:
        from fto_check.formats.listing_table import render

        write(render(listing))
        return
    from fto_check.formats.listing import render_csv, render_json

    write(render_json(listing) if form is RecordFormat.JSON else render_csv(listing))
    if listing.age:
        say(f"fto-check: the list was last read whole on {listing.list_as_of}, {listing.age} days before that day")
    if listing.near:
        say(shown("fto-check: nothing by that name; did you mean: " + ", ".join(listing.near)))


def _look_back(paths: list[str], form: RecordFormat, as_of: date, known_by: date | None, settings: Config) -> None:
    """Print a retrospect of the profiles in some paths; the exit code is that of their check."""
    from fto_check.errors import InvalidDocumentError, NoLawError, Problem, Severity
    from fto_check.loading import load_with_document
    from fto_check.official.listing import identify
    from fto_check.official.retrospect import ProfileRetrospect, Retrospect, look_back
    from fto_check.statute import load_statute

    if form is RecordFormat.CSV:
        raise usage("--against has the formats table and json")
    statute, listed = load_statute(), open_record(settings)
    try:
        statute.version_on(as_of)
    except NoLawError as error:
        raise usage(str(error)) from None
    files = expand(paths, "<stdin>", settings)
    found: list[ProfileRetrospect] = []
    problems: list[Problem] = []
    for path, raw in files.files.items():
        try:
            loaded = load_with_document(path, statute, raw=raw)
        except InvalidDocumentError as error:
            problems.extend(error.problems)
            continue
        official, doubts = identify(listed, loaded.profile.organization, loaded.document, as_of)
        problems.extend(doubts)
        if official is not None and not official.candidates:
            found.append(look_back(path, loaded.profile, official, listed, statute, as_of, known_by))
    for problem in problems:
        say_problem(problem)
    retrospect = Retrospect(as_of, known_by, listed.list_as_of, statute, tuple(found))
    if form is RecordFormat.JSON:
        from fto_check.formats.retrospect import render_json

        write(render_json(retrospect))
    else:
        from fto_check.formats.retrospect_table import render

        write(render(retrospect))
    for message in files.wrong:
        say(f"fto-check: {message}")
    if files.wrong:
        raise typer.Exit(Exit.USAGE)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(Exit.PROFILE)
