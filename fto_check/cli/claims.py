"""The command `claims`: what one source says across profiles, held against the rest of the evidence."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, expand, read_day, read_settings, require_law
from fto_check.cli.io import say, say_all, say_excluded, say_problem, usage, watch, write
from fto_check.cli.left_out import complete_sources, read_without, require

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fto_check.law.statute import Statute
    from fto_check.profile.left_out import LeftOut
    from fto_check.runs.claims import ClaimsReport, Given


class ClaimsFormat(StrEnum):
    """The formats of `claims`, each the module of its name in views/claims."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


def claims(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="The id of a source in profiles.", autocompletion=complete_sources),
    ],
    paths: options.Paths = None,
    form: Annotated[ClaimsFormat, typer.Option("--format", "-f", help="The format.")] = ClaimsFormat.TABLE,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Judge on this day: its law, and facts up to it. Default: the source's own."),
    ] = None,
    without: options.Without = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only the answers and the counts, not each claim; no remarks.")
    ] = False,
    no_pager: options.NoPager = False,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show what a source claims, what else bears it out or contradicts it, and the answers with and without it.

    In hindsight, and as far as it was known on the day of the source.
    """
    from fto_check.law.statute import load_statute
    from fto_check.runs.claims import find_claims

    settings = read_settings(config, isolated)
    day = read_day("--as-of", as_of) or settings.as_of
    statute = load_statute()
    if day is not None:
        require_law(statute, day)
    left_out = read_without(without)
    found = expand(paths or [str(settings.root / path) for path in settings.paths], STDIN, settings)
    if not found.files and not found.excluded and not found.wrong:
        raise usage("nothing to look through: name profiles or a folder of them")
    invalid: list[str] = []
    given = list(_load(watch(found.files, len(found.files)), statute, invalid))
    if not quiet:
        say_excluded(found.excluded)
    if invalid and not quiet:
        say(f"{len(invalid)} of {len(found.files)} not looked through: not valid")
    say_all(found.wrong)
    if given:
        _require(source, left_out, given, quiet=quiet)
        report = find_claims(source, given, statute, day, date.today(), left_out)
        _write(report, form, quiet=quiet, paged=not no_pager)
    raise typer.Exit(Exit.USAGE if found.wrong else Exit.PROFILE if invalid else Exit.OK)


def _load(files: Iterable[tuple[str, bytes | None]], statute: Statute, invalid: list[str]) -> Iterator[Given]:
    """Yield the valid profiles; say the problems of the others, and note their paths."""
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.profile.loading import load_with_document
    from fto_check.runs.claims import Given

    for path, raw in files:
        try:
            yield Given(path, load_with_document(path, statute, raw=raw).profile)
        except InvalidDocumentError as error:
            for problem in error.problems:
                say_problem(problem)
            invalid.append(path)


def _require(source: str, left_out: tuple[LeftOut, ...], given: list[Given], *, quiet: bool) -> None:
    """Refuse a source that no profile has, or of which nothing is left."""
    from fto_check.profile.left_out import LeftOut, LeftOutKind, leave_out, parts_of

    had = {one.path: set(parts_of(one.profile)) for one in given}
    require((LeftOut(LeftOutKind.SOURCE, source),), had, quiet=True, option=None)
    require(left_out, had, quiet=quiet)
    if left_out and not any(source in leave_out(one.profile, left_out)[0].sources for one in given):
        raise usage(f"--without leaves nothing of {source}, whose claims are asked for")


def _write(report: ClaimsReport, form: ClaimsFormat, *, quiet: bool, paged: bool) -> None:
    view = import_module(f"fto_check.views.claims.{form}")
    brief = {"quiet": True} if quiet and form in (ClaimsFormat.TABLE, ClaimsFormat.MARKDOWN) else {}
    write(view.render(report, **brief), paged=paged and form is ClaimsFormat.TABLE)
