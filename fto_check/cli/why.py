"""The command `why`: how a profile's statuses follow, what would change them, and what is missing."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from fto_check.cli import options
from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, read_assumptions, read_day, read_settings, require_law
from fto_check.cli.io import say_problem, usage, write


class WhyFormat(StrEnum):
    """The formats of `why`."""

    TABLE = "table"
    JSON = "json"


def why(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A profile, or -.", autocompletion=options.profiles)],
    element: Annotated[
        str | None,
        typer.Argument(
            metavar="[ELEMENT]", help="One node of the statute. Default: all.", autocompletion=options.nodes
        ),
    ] = None,
    form: Annotated[WhyFormat, typer.Option("--format", "-f", help="The format.")] = WhyFormat.TABLE,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    assume: options.Assume = None,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="The days on which a status changed, and what changed it.")
    ] = False,
    no_pager: options.NoPager = False,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show how the statuses follow, step by step, with the provision; what would flip them; what is missing.

    Every loss of an origin, regrading by one step, and reading of a disputed element is tried.
    """
    from fto_check.documents.textfile import MAX_BYTES
    from fto_check.law.statute import load_statute
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.profile.loading import load_with_document

    settings = read_settings(config, isolated)
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    statute = load_statute()
    require_law(statute, day)
    taken = read_assumptions(assume, statute, day)
    node = element.replace("-", "_") if element is not None else None
    if node is not None and node not in statute.by_id:
        hint = statute.hint_for(node) or "fto-check explain lists them"
        raise usage(f"the statute has no element '{element}' ({hint})")
    if over_time and (taken or node is not None):
        raise usage("--over-time shows the criteria as the evidence gives them: without an element and --assume")
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else None
        profile = load_with_document(STDIN if file == "-" else file, statute, raw=raw).profile
    except InvalidDocumentError as error:
        for problem in error.problems:
            say_problem(problem)
        missing = any(problem.code == "FTO001" for problem in error.problems)
        raise typer.Exit(Exit.USAGE if missing else Exit.PROFILE) from None
    if over_time:
        from fto_check.runs.over_time import reasoned_turns

        found = list(reasoned_turns(profile, statute, day, known))
        if form is WhyFormat.JSON:
            from fto_check.views.why import json

            write(json.render_turns(file, profile, statute, found))
        else:
            from fto_check.views.why import table

            write(table.render_turns(profile, statute, found), paged=not no_pager)
        return
    from fto_check.runs.why import explain_why

    reasons = explain_why(file, profile, statute, day, known, node, taken)
    if form is WhyFormat.JSON:
        from fto_check.views.why import json

        write(json.render(reasons))
    else:
        from fto_check.views.why import table

        write(table.render(reasons), paged=not no_pager)
