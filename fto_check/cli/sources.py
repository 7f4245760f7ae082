"""The command `sources`: the bibliography of a profile, with what rests on each source and what falls without it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.inputs import STDIN, read_day, read_profile, read_settings, require_law
from fto_check.cli.io import usage, write

if TYPE_CHECKING:
    from fto_check.runs.sources import Bibliography


class SourcesFormat(StrEnum):
    """The formats of `sources`."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


def sources(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A profile, or -.")],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="One source, or those of an origin (origin:LABEL), with all that cites it. Default: all sources.",
            autocompletion=options.sources_and_origins,
        ),
    ] = None,
    form: Annotated[SourcesFormat, typer.Option("--format", "-f", help="The format.")] = SourcesFormat.TABLE,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    no_pager: options.NoPager = False,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """List the sources of a profile: grade and why, kind, day, origin and who shares it, where it can be read.

    For each: how many facts rest on it, and which answers are others without it, or without its whole origin.
    """
    from fto_check.law.statute import load_statute
    from fto_check.runs.dependence import ProfileQuestion
    from fto_check.runs.parts import UnknownPartError
    from fto_check.runs.sources import list_sources

    settings = read_settings(config, isolated)
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    statute = load_statute()
    require_law(statute, day)
    profile = read_profile(file, statute)
    asked = ProfileQuestion(profile=profile, statute=statute, as_of=day, known_by=known)
    try:
        found = list_sources(STDIN if file == "-" else file, asked, name)
    except UnknownPartError as error:
        raise usage(str(error)) from None
    _write(found, form, paged=not no_pager)


def _write(found: Bibliography, form: SourcesFormat, *, paged: bool) -> None:
    if form is SourcesFormat.TABLE:
        from fto_check.views.sources import table

        write(table.render(found), paged=paged)
        return
    from fto_check.views.sources import csv, json, markdown

    module = {SourcesFormat.MARKDOWN: markdown, SourcesFormat.JSON: json, SourcesFormat.CSV: csv}[form]
    write(module.render(found))
