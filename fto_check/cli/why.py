"""The command `why`: how a profile's statuses follow, what would change them, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fto_check.cli import options
from fto_check.cli.inputs import read_assumptions, read_day, read_profile, read_settings, require_law
from fto_check.cli.io import usage, write
from fto_check.cli.left_out import read_without, require
from fto_check.cli.suggest import format_option

if TYPE_CHECKING:
    from fto_check.profile.left_out import Omission
    from fto_check.runs.dependence import ProfileQuestion
    from fto_check.runs.named import NamedAnswer
    from fto_check.runs.why import Why


class WhyFormat(StrEnum):
    """The formats of `why`."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


def why(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A profile, or -.")],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="An element or criterion, or the id of an item, incident, source or origin; item:ID, incident:ID, "
            "source:ID, origin:ID or element:ID where several have it. Default: the three criteria.",
            autocompletion=options.parts,
        ),
    ] = None,
    form: Annotated[WhyFormat, format_option(WhyFormat)] = WhyFormat.TABLE,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    assume: options.Assume = None,
    without: options.Without = None,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="The days on which a status changed, and what changed it.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Every element and fact as a tree, after the reasons.")] = False,
    no_pager: options.NoPager = False,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show what each status rests on, with the provision; what would change it, and mend it; what is missing.

    Every loss of an origin, regrading by one step, and reading of a disputed element is tried.
    """
    from fto_check.law.statute import load_statute
    from fto_check.profile.left_out import leave_out, parts_of
    from fto_check.runs.why import explain_why

    settings = read_settings(config, isolated)
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    statute = load_statute()
    require_law(statute, day)
    taken = read_assumptions(assume, statute, day)
    left_out = read_without(without)
    if over_time and (taken or name is not None):
        raise usage("--over-time shows the criteria as the evidence gives them: without a name and --assume")
    profile = read_profile(file, statute)
    require(left_out, {file: set(parts_of(profile))})
    profile, omission = leave_out(profile, left_out)
    if over_time:
        from fto_check.reasoning.timeline import days_of_change
        from fto_check.runs.over_time import MOST_DAYS, reasoned_turns

        if (days := len(days_of_change(profile, statute, day))) > MOST_DAYS:
            said = f"there are {days:,} days on which a status can change, and at most {MOST_DAYS:,} are judged"
            raise usage(f"--over-time: {said}: give an earlier --as-of")
        found = list(reasoned_turns(profile, statute, day, known))
        if form is WhyFormat.JSON:
            from fto_check.views.why import json

            write(json.render_turns(file, profile, statute, found, omission))
        elif form is WhyFormat.HTML:
            from fto_check.views.why import html

            write(html.render_turns(file, profile, statute, found, omission))
        else:
            from fto_check.views.why import turns_table

            write(turns_table.render_turns(profile, statute, found, omission), paged=not no_pager)
        return
    node, named = None, None
    if name is not None:
        from fto_check.runs.dependence import ProfileQuestion

        asked = ProfileQuestion(profile=profile, statute=statute, as_of=day, known_by=known, assumptions=taken)
        node, named = _find(file, name, asked)
    of_the_law = node is not None or named is None
    reasons = explain_why(file, profile, statute, day, known, node, taken) if of_the_law else None
    if omission is not None:
        reasons, named = _noted(reasons, omission), _noted(named, omission)
    _write(reasons, named, form, full=full, paged=not no_pager)


def _find(file: str, name: str, asked: ProfileQuestion) -> tuple[str | None, NamedAnswer | None]:
    """Return the node of the statute that a name means, and what is said of the parts of the profile that it means."""
    from fto_check.runs.named import explain_named
    from fto_check.runs.parts import NamedParts, PartKind, UnknownPartError

    try:
        found = NamedParts(asked.profile, asked.statute).find(name)
    except UnknownPartError as error:
        raise usage(str(error)) from None
    node = next((one.id for one in found if one.kind is PartKind.ELEMENT), None)
    own = [one for one in found if one.kind is not PartKind.ELEMENT]
    return node, explain_named(file, asked, own) if own else None


def _noted(found: Any, omission: Omission) -> Any:
    """Return an answer that says what it does without."""
    return found and replace(found, assessment=found.assessment._replace(omission=omission))


def _write(reasons: Why | None, named: NamedAnswer | None, form: WhyFormat, *, full: bool, paged: bool) -> None:
    if form is WhyFormat.JSON:
        from fto_check.views.why import json

        write(json.render(reasons, named))
        return
    if form is WhyFormat.HTML:
        from fto_check.views.why import html

        write(html.render(reasons, named))
        return
    from rich.console import Group

    parts = []
    if reasons is not None:
        from fto_check.views.why import table

        parts.append(table.render(reasons, full=full))
    if named is not None:
        from fto_check.views.why import named_table

        parts.append(named_table.render(named))
    write(Group(*parts), paged=paged)
